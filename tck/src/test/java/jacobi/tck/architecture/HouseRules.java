package jacobi.tck.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Rules about classes. Each is tried twice: it holds in the house, and it is seen to fail in the
/// planted one.
interface HouseRules {
  /// The rules for a house whose packages begin with `root`.
  List<ArchRule> of(String root);

  @TestFactory
  default Stream<DynamicTest> holdInTheHouse() {
    List<ArchRule> rules = of(House.REAL.root());
    assertFalse(rules.isEmpty(), "no rules");
    return rules.stream()
        .map(rule -> dynamicTest(rule.getDescription(), () -> rule.check(House.REAL.classes())));
  }

  @TestFactory
  default Stream<DynamicTest> areSeenToFailInThePlantedHouse() {
    return of(House.PLANTED.root()).stream()
        .map(rule -> dynamicTest(rule.getDescription(), () -> assertTrue(isBroken(rule))));
  }

  private static boolean isBroken(ArchRule rule) {
    return rule.evaluate(House.PLANTED.classes()).hasViolation();
  }
}
