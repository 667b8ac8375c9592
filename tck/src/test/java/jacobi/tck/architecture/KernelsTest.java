package jacobi.tck.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// Kernels are arrays, offsets, strides and counts: nothing that allocates behind their back, asks
/// the surroundings, or knows what a tensor is.
class KernelsTest implements HouseRules {
  private static final String BOX =
      "java\\.lang\\.(Boolean|Byte|Character|Short|Integer|Long|Float|Double)";

  @Override
  public List<ArchRule> of(String root) {
    return List.of(
        strangers(root, "java.util.stream.."),
        strangers(root, root + ".tensor.."),
        boxedFields(root),
        boxedResults(root),
        boxedArguments(root),
        boxing(root),
        concurrency(root),
        clocks(root),
        ambientState(root));
  }

  private static String[] kernels(String root) {
    return List.of("loop..", "kernel..", "index..", "move..", "product..", "gemm..", "fused..")
        .stream()
        .map(room -> root + ".backend.cpu." + room)
        .toArray(String[]::new);
  }

  /// No kernel, but what makes and warms vector tiles: it reads a setting once, and publishes the
  /// tiles that are compiled.
  private static String warming(String root) {
    return root + ".backend.cpu.gemm.vector.VectorTiles";
  }

  private static ArchRule strangers(String root, String stranger) {
    return noClasses()
        .that()
        .resideInAnyPackage(kernels(root))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(stranger);
  }

  private static DescribedPredicate<JavaClass> box() {
    return DescribedPredicate.describe("boxed", type -> type.getName().matches(BOX));
  }

  private static ArchRule boxedFields(String root) {
    return noFields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(kernels(root))
        .should()
        .haveRawType(box());
  }

  private static ArchRule boxedResults(String root) {
    return noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(kernels(root))
        .should()
        .haveRawReturnType(box());
  }

  private static ArchRule boxedArguments(String root) {
    return noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(kernels(root))
        .should()
        .haveRawParameterTypes(
            DescribedPredicate.describe(
                "one of them boxed", types -> types.stream().anyMatch(box())));
  }

  private static ArchRule boxing(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(kernels(root))
        .and()
        .doNotHaveFullyQualifiedName(warming(root))
        .should()
        .callMethodWhere(
            target(nameMatching("valueOf|[a-z]+Value")).and(target(owner(nameMatching(BOX)))));
  }

  private static ArchRule concurrency(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(kernels(root))
        .and()
        .doNotHaveFullyQualifiedName(warming(root))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.concurrent..")
        .because("threads, and what they share, are the matter of jacobi.backend.cpu.parallel");
  }

  private static ArchRule clocks(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(kernels(root))
        .and()
        .doNotHaveFullyQualifiedName(warming(root))
        .should()
        .callMethodWhere(
            target(nameMatching("nanoTime|currentTimeMillis"))
                .and(target(owner(nameMatching("java\\.lang\\.System")))));
  }

  private static ArchRule ambientState(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(kernels(root))
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.lang\\.(ScopedValue|(Inheritable)?ThreadLocal)(\\$.*)?")
        .because("what was set around a call is read once, when the op is built");
  }
}
