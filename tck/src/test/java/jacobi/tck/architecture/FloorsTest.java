package jacobi.tck.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/// Who may know whom: the floors of the api, and the rooms built upon them.
class FloorsTest implements HouseRules {
  @Override
  public List<ArchRule> of(String root) {
    List<ArchRule> rules = new ArrayList<>();
    floors(rules, root);
    backends(rules, root);
    rooms(rules, root);
    kit(rules, root);
    for (String part : List.of(".(**)", ".backend.cpu.(**)", ".models.(**)", ".tck.(**)")) {
      rules.add(slices().matching(root + part).should().beFreeOfCycles());
    }
    return rules;
  }

  /// An import only ever points to a lower floor: every pair. The facade is the highest, and what
  /// is built upon the api is above it.
  private static void floors(List<ArchRule> rules, String root) {
    List<String> stairs = new ArrayList<>();
    House.FLOORS.forEach(floor -> stairs.add(root + "." + floor));
    stairs.add(root);
    int floors = stairs.size();
    stairs.addAll(List.of(root + ".backend..", root + ".models..", root + ".tck.."));
    for (int low = 0; low < floors; low++) {
      for (int high = low + 1; high < stairs.size(); high++) {
        rules.add(stranger(stairs.get(low), stairs.get(high)));
      }
    }
    rules.add(
        stranger(root + ".rules", root + ".spi")
            .because("gradients are tensor maths, the same on every backend and of any order"));
  }

  private static void backends(List<ArchRule> rules, String root) {
    for (String one : House.BACKENDS) {
      for (String other : House.BACKENDS) {
        boolean composes = one.equals("backend.blas") && other.equals("backend.cpu");
        if (!one.equals(other) && !composes) {
          rules.add(stranger(root + "." + one + "..", root + "." + other + ".."));
        }
      }
    }
  }

  private static void rooms(List<ArchRule> rules, String root) {
    for (String behind :
        List.of("", ".tensor", ".rules", ".graph", ".runtime", ".models..", ".tck..")) {
      rules.add(stranger(root + ".backend..", root + behind));
    }
    for (String behind : List.of(".backend..", ".rules", ".graph", ".runtime", ".tck..")) {
      rules.add(stranger(root + ".models..", root + behind));
    }
    for (String behind : List.of(".backend..", ".models..")) {
      rules.add(stranger(root + ".tck..", root + behind));
    }
  }

  /// The rooms of the kit, from the ground up: every pair.
  private static void kit(List<ArchRule> rules, String root) {
    for (int low = 0; low < House.KIT.size(); low++) {
      for (int high = low + 1; high < House.KIT.size(); high++) {
        rules.add(
            stranger(root + ".tck." + House.KIT.get(low), root + ".tck." + House.KIT.get(high)));
      }
    }
  }

  private static ArchRule stranger(String one, String other) {
    return noClasses()
        .that()
        .resideInAPackage(one)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(other);
  }
}
