package jacobi.tck.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/// How errors, messages and types are made.
class HouseStyleTest implements HouseRules {
  @Override
  public List<ArchRule> of(String root) {
    return List.of(
        publicClassesAreClosed(root),
        typedErrors(),
        standardStream(root, "in"),
        standardStream(root, "out"),
        standardStream(root, "err"),
        stackTraces(),
        logging());
  }

  private static ArchRule publicClassesAreClosed(String root) {
    return classes()
        .that()
        .arePublic()
        .and()
        .areNotInterfaces()
        // The root of all errors: modules above extend it with errors of their own.
        .and()
        .doNotHaveFullyQualifiedName(root + ".type.JacobiException")
        // Memory as tensors see it; the runtime, which tensors must not know, extends it.
        .and()
        .doNotHaveFullyQualifiedName(root + ".tensor.Handle")
        .should(beClosed());
  }

  private static ArchCondition<JavaClass> beClosed() {
    return new ArchCondition<>("be final, sealed, records or enums") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean closed =
            type.getModifiers().contains(JavaModifier.FINAL)
                || type.isEnum()
                || type.reflect().isSealed();
        events.add(new SimpleConditionEvent(type, closed, type.getName()));
      }
    };
  }

  private static ArchRule typedErrors() {
    return noClasses()
        .that()
        .areNotAssignableTo(Throwable.class)
        .should()
        .callConstructorWhere(
            target(
                owner(nameMatching("java\\.lang\\.(Throwable|Error|Exception|RuntimeException)"))))
        .because("an error's type says what went wrong");
  }

  private static ArchRule standardStream(String root, String name) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".models.cli..")
        // The other command line.
        .and()
        .doNotHaveFullyQualifiedName(root + ".tck.Main")
        .should()
        .accessField(System.class, name);
  }

  private static ArchRule stackTraces() {
    return noClasses().should().callMethodWhere(target(nameMatching("printStackTrace")));
  }

  private static ArchRule logging() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging..")
        .because("System.Logger is in java.base");
  }
}
