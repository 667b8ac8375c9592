package jacobi.tck.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/// The kit's oracle shares nothing with what it judges: no gradient rule, no definition of a
/// function, no interpreter, no random number. (That it names no backend, the floors say.)
class OracleTest implements HouseRules {
  @Override
  public List<ArchRule> of(String root) {
    List<ArchRule> rules = new ArrayList<>();
    for (String room : List.of(".rules..", ".graph..", ".runtime..")) {
      rules.add(
          noClasses()
              .that()
              .resideInAPackage(oracle(root))
              .should()
              .dependOnClassesThat()
              .resideInAPackage(root + room));
    }
    for (String judged : List.of(".spi.Reference", ".op.Erf", ".random.Philox", ".type.Rounding")) {
      rules.add(
          noClasses()
              .that()
              .resideInAPackage(oracle(root))
              .should()
              .dependOnClassesThat()
              .haveFullyQualifiedName(root + judged));
    }
    rules.add(definitions(root));
    rules.add(numbersAlone(root));
    return rules;
  }

  private static String oracle(String root) {
    return root + ".tck.reference..";
  }

  /// `Unary.at` and `Binary.at` are what vendors start from.
  private static ArchRule definitions(String root) {
    return noClasses()
        .that()
        .resideInAPackage(oracle(root))
        .should()
        .callMethodWhere(
            target(nameMatching("at"))
                .and(target(owner(nameMatching(root + "\\.op\\.(Unary|Binary)")))));
  }

  private static ArchRule numbersAlone(String root) {
    String arithmetic = root + ".tck.arithmetic..";
    return classes()
        .that()
        .resideInAPackage(arithmetic)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(arithmetic, "java.lang..", "java.math..", "org.jspecify..");
  }
}
