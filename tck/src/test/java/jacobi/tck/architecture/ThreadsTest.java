package jacobi.tck.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.List;

/// Threads have one owner, so that one setting says how many compute.
class ThreadsTest implements HouseRules {
  private static final String POOLS =
      "java\\.util\\.(Timer|concurrent\\.(.*Executor.*|ForkJoin.*|CompletableFuture))(\\$.*)?"
          + "|java\\.lang\\.ref\\.Cleaner";

  @Override
  public List<ArchRule> of(String root) {
    return List.of(constructors(root), builders(root), pools(root), parallelStreams(root));
  }

  /// All but the one pool of the process, the shutdown hook that lets Ctrl-C end a training in
  /// order: a hook is a thread by the JDK's design, and computes nothing; the callers the kit
  /// plays, for callers of a backend are threads; and who waits for what another process says.
  private static GivenClassesConjunction everybody(String root) {
    return noClasses()
        .that()
        .haveNameNotMatching(root + "\\.backend\\.cpu\\.parallel\\.Workers(\\$.*)?")
        .and()
        .doNotHaveFullyQualifiedName(root + ".models.cli.Interrupt")
        .and()
        .doNotHaveFullyQualifiedName(root + ".tck.check.Crowd")
        .and()
        .doNotHaveFullyQualifiedName(root + ".tck.mutant.Child");
  }

  private static ArchRule constructors(String root) {
    return everybody(root)
        .should()
        .callConstructorWhere(target(owner(assignableTo(Thread.class))))
        .because("threads are made in Workers only");
  }

  private static ArchRule builders(String root) {
    return everybody(root)
        .should()
        .callMethodWhere(
            target(nameMatching("of(Virtual|Platform)|startVirtualThread"))
                .and(target(owner(assignableTo(Thread.class)))))
        .because("threads are made in Workers only");
  }

  private static ArchRule pools(String root) {
    return everybody(root)
        .should()
        .dependOnClassesThat()
        .haveNameMatching(POOLS)
        .because("threads are made in Workers only");
  }

  private static ArchRule parallelStreams(String root) {
    return everybody(root)
        .should()
        .callMethodWhere(
            target(nameMatching("parallel.*")).and(target(owner(resideInAPackage("java.util..")))))
        .because("the common pool is not ours to fill");
  }
}
