package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Options;
import jacobi.Session;
import jacobi.op.Composite;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Whatever a backend claims of forward and backward composites, results and gradients are those of
/// the decompositions within the bound of [CompositeCase].
class CompositesTest {
  private static final double UNIT = Math.ulp(1f) / 2;

  /// Neither, forward, backward, both.
  private static final List<Claims> SUBSETS = new ArrayList<>();

  /// A session whose driver may claim a subset.
  private record Claims(
      Session session, List<ClaimingDriver> drivers, boolean forward, boolean backward) {
    static Claims open(boolean forward, boolean backward) {
      List<ClaimingDriver> drivers = new ArrayList<>();
      Options options =
          Options.of()
              .withBackend("cpu")
              .withDriver(real -> {
                drivers.add(new ClaimingDriver(real, forward, backward));
                return drivers.getLast();
              });
      return new Claims(Session.open(options), drivers, forward, backward);
    }

    ClaimingDriver driver() {
      return drivers.getFirst();
    }
  }

  @BeforeAll
  static void open() {
    for (int subset = 0; subset < 4; subset++) {
      SUBSETS.add(Claims.open((subset & 1) != 0, (subset & 2) != 0));
    }
  }

  @AfterAll
  static void close() {
    SUBSETS.forEach(claims -> claims.session().close());
    SUBSETS.clear();
  }

  @TestFactory
  Stream<DynamicTest> anySubsetOfClaimsGivesTheSame() {
    return CompositeCases.all().stream()
        .map(item -> DynamicTest.dynamicTest(item.name(), () -> compare(item)));
  }

  private static void compare(CompositeCase item) {
    Session plain = SUBSETS.getFirst().session();
    List<double[]> expected = item.run(plain);
    List<double[]> sizes = item.isSum() ? item.sizes(plain) : expected;
    for (Claims claims : SUBSETS.subList(1, SUBSETS.size())) {
      List<double[]> found = item.run(claims.session());
      String by = "forward %s, backward %s".formatted(claims.forward(), claims.backward());
      assertEquals(expected.size(), found.size());
      for (int i = 0; i < found.size(); i++) {
        double scale = item.isSum() ? 0 : greatest(expected.get(i));
        assertEquals(expected.get(i).length, found.get(i).length);
        for (int k = 0; k < found.get(i).length; k++) {
          double size = item.isSum() ? sizes.get(i)[k] : scale;
          double bound = item.terms() == 0 ? 0 : 2 * item.terms() * UNIT * size;
          String at = "%s, result %d, element %d".formatted(by, i, k);
          assertWithin(expected.get(i)[k], found.get(i)[k], bound, at);
        }
      }
    }
  }

  private static double greatest(double[] elements) {
    double greatest = 0;
    for (double element : elements) {
      greatest = Math.max(greatest, Math.abs(element));
    }
    return greatest;
  }

  private static void assertWithin(double expected, double found, double bound, String at) {
    boolean same = Double.compare(expected, found) == 0 || expected == found;
    assertTrue(
        same || Math.abs(expected - found) <= bound,
        () -> "%s: %s instead of %s ± %.3g".formatted(at, found, expected, bound));
  }

  @Test
  void claimsAreReallyTakenAndEveryCompositeHasACase() {
    List<Claims> fresh = new ArrayList<>();
    for (int subset = 0; subset < 4; subset++) {
      fresh.add(Claims.open((subset & 1) != 0, (subset & 2) != 0));
    }
    try {
      for (Claims claims : fresh) {
        CompositeCases.all().forEach(item -> item.run(claims.session()));
        check(claims);
      }
      assertTrue(fresh.getFirst().driver().computed().isEmpty());
      Set<String> composites = Members.all(Composite.class);
      // What users define has tests of its own.
      assertTrue(composites.remove("Custom"));
      // Compiled steps alone have these: CompiledGraphsTest.
      assertTrue(composites.remove("ElementwiseChain"));
      assertEquals(composites, cases(fresh.getFirst().driver()));
      long none = fresh.getFirst().session().counters().decomposed();
      assertTrue(fresh.getLast().session().counters().decomposed() < none);
    } finally {
      fresh.forEach(claims -> claims.session().close());
    }
  }

  /// Forward ops that are cases, and backward ops that were asked for.
  private static Set<String> cases(ClaimingDriver driver) {
    var found = new TreeSet<String>();
    CompositeCases.all().forEach(item -> found.add(Members.of(item.op())));
    driver.asked().stream().filter(CompositesTest::isBackward).forEach(found::add);
    return found;
  }

  private static boolean isBackward(String member) {
    return member.contains("Backward");
  }

  /// What was claimed was computed, unless it was no part of the subset.
  private static void check(Claims claims) {
    Set<String> computed = new TreeSet<>(claims.driver().computed());
    assertEquals(claims.driver().claimed(), computed);
    assertEquals(claims.forward() || claims.backward(), !computed.isEmpty());
    assertFalse(!claims.backward() && computed.stream().anyMatch(CompositesTest::isBackward));
    assertFalse(!claims.forward() && !computed.stream().allMatch(CompositesTest::isBackward));
  }
}
