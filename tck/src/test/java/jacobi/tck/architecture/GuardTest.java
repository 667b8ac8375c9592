package jacobi.tck.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Rules about nothing hold always: these tests see that there is a house, and rules for it.
class GuardTest {
  @Test
  void theHouseHasItsClasses() {
    int classes = House.REAL.classes().size();
    assertTrue(classes > 250, classes + " classes");
  }

  @Test
  void everyKnownRoomIsThere() {
    Set<String> rooms =
        House.REAL.classes().stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    Stream.of(
            List.of("jacobi"),
            House.FLOORS.stream().map(floor -> "jacobi." + floor).toList(),
            House.BACKENDS.stream().map(backend -> "jacobi." + backend).toList(),
            Stream.of("fused", "gemm", "gemm.vector", "parallel")
                .map(room -> "jacobi.backend.cpu." + room)
                .toList(),
            Stream.of("nn", "optim", "data", "train", "io", "vision", "cli")
                .map(room -> "jacobi.models." + room)
                .toList(),
            House.KIT.stream().map(room -> "jacobi.tck." + room).toList())
        .flatMap(List::stream)
        .forEach(room -> assertTrue(rooms.contains(room), room + " is empty"));
  }

  /// A package of the api that no rule knows would stand on no floor.
  @Test
  void everyRoomOfTheApiHasItsFloor() {
    Set<String> floors = new TreeSet<>();
    for (JavaClass type : House.REAL.classes()) {
      String room = type.getPackageName();
      if (!room.matches("jacobi(\\.(backend|models|tck)\\..*|\\.tck)?")) {
        floors.add(room.substring("jacobi.".length()));
      }
    }
    assertEquals(new TreeSet<>(House.FLOORS), floors);
  }

  @Test
  void thereAreRulesAndEachHasItsOwnName() {
    List<String> rules =
        Stream.of(
                new FloorsTest(),
                new ForeignApisTest(),
                new KernelsTest(),
                new ThreadsTest(),
                new StaticStateTest(),
                new HouseStyleTest(),
                new OracleTest())
            .flatMap(test -> test.of("jacobi").stream())
            .map(ArchRule::getDescription)
            .toList();
    assertTrue(rules.size() > 90, rules.size() + " rules");
    assertEquals(rules.size(), Set.copyOf(rules).size(), "two rules are alike");
  }
}
