package jacobi.tck.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What bytecode does not tell and the compiler knows.
class SyntaxTest {
  private static Reader house;

  @BeforeAll
  static void read() {
    house = Reader.of(Syntax.of(Sources.main()));
  }

  /// A new member of a closed family must be an error wherever the family is told apart. Open types
  /// (`Composite`, `Object`, numbers, strings) cannot do without a default.
  @Test
  void switchesOverClosedTypesHaveNoDefault() {
    assertEquals(List.of(), house.defaults);
  }

  @Test
  void thereAreSwitchesOverClosedTypes() {
    assertTrue(house.closedSwitches > 20, house.closedSwitches + " switches");
  }

  /// A region of the pool runs all its parts before it tells what one of them threw; and every call
  /// of a method handle declares it.
  @Test
  void onlyWorkersAndNativeCallsCatchThrowable() {
    assertEquals(
        List.of(),
        house.catches.stream()
            .filter(place -> !place.contains("/parallel/Workers.java:"))
            .filter(place -> !place.contains("/backend/blas/foreign/"))
            .filter(place -> !place.contains("/backend/opencl/Signals.java:"))
            .toList());
  }

  @Test
  void everyPublicTypeOfTheApiIsExplained() {
    assertEquals(
        List.of(), house.silent.stream().filter(place -> place.startsWith("api/")).toList());
  }

  @Test
  void aDefaultOverAnEnumIsSeen() {
    assertEquals(
        List.of("Planted.java:5", "Planted.java:11"),
        planted(
                """
                package jacobi.planted;
                final class Planted {
                  enum Color { RED, GREEN }
                  int number(Color color) {
                    return switch (color) { case RED -> 1; default -> 2; };
                  }
                  int other(Color color, int x) {
                    switch (color) {
                      case RED:
                        return 1;
                      default:
                        return 2;
                    }
                  }
                }
                """)
            .defaults);
  }

  @Test
  void aDefaultOverASealedTypeIsSeenAlsoInTheShapeOfAPattern() {
    assertEquals(
        List.of("Planted.java:7", "Planted.java:11"),
        planted(
                """
                package jacobi.planted;
                sealed interface Planted {
                  record A() implements Planted {}
                  record B() implements Planted {}
                  static int number(Planted p) {
                    return switch (p) { case A _ -> 1;
                      default -> 2;
                    };
                  }
                  static int other(Planted p) {
                    return switch (p) { case A _ -> 1; case Planted _ -> 2; };
                  }
                  static int open(Object o) {
                    return switch (o) { case A _ -> 1; default -> 2; };
                  }
                }
                """)
            .defaults);
  }

  @Test
  void aCaughtThrowableIsSeen() {
    assertEquals(
        List.of("Planted.java:4", "Planted.java:5"),
        planted(
                """
                package jacobi.planted;
                final class Planted {
                  void run(Runnable task) {
                    try { task.run(); } catch (Throwable t) { return; }
                    try { task.run(); } catch (final java.lang.Throwable t) { return; }
                    try { task.run(); } catch (IllegalStateException t) { return; }
                  }
                }
                """)
            .catches);
  }

  @Test
  void aPublicTypeThatNobodyExplainsIsSeen() {
    assertEquals(
        List.of("Planted.java:2", "Planted.java:3"),
        planted(
                """
                package jacobi.planted;
                public interface Planted {
                  record Inner() {}
                  /// Explained.
                  record Other() {}
                }
                final class Hidden {}
                """)
            .silent);
  }

  private static Reader planted(String text) {
    return Reader.of(Syntax.of(Map.of("Planted.java", text)));
  }
}
