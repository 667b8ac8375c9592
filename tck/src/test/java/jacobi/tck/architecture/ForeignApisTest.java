package jacobi.tck.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// Where foreign APIs live, and what has one source only: randomness.
class ForeignApisTest implements HouseRules {
  @Override
  public List<ArchRule> of(String root) {
    return List.of(
        vectors(root),
        classFiles(root),
        nativeLibraries(root),
        openCl(root),
        commandLines(root),
        testFrameworks(root),
        generators(root),
        mathRandom(),
        defaultGenerators(),
        shuffles());
  }

  private static ArchRule vectors(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".backend.cpu..vector")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .because("without the module the scalar path must load: no class of it names a vector");
  }

  private static ArchRule classFiles(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".backend.cpu..")
        // Changes the classes of a backend.
        .and()
        .resideOutsideOfPackage(root + ".tck.mutant..")
        // Reads them.
        .and()
        .doNotHaveFullyQualifiedName(root + ".tck.check.Signature")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.classfile..")
        .because("only kernels are generated");
  }

  /// JOCL prints from native code when there is no OpenCL loader, so one class looks for the loader
  /// before JOCL's classes are touched; only the linker's lookup searches as JOCL does. And what
  /// drivers do to handlers of signals, another one undoes.
  private static ArchRule nativeLibraries(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".backend.blas..")
        .and()
        .doNotHaveFullyQualifiedName(root + ".backend.opencl.OpenClLoader")
        .and()
        .doNotHaveFullyQualifiedName(root + ".backend.opencl.Signals")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.lang\\.foreign\\.(Linker|SymbolLookup)(\\$.*)?")
        .because("only jacobi.backend.blas calls native libraries");
  }

  private static ArchRule openCl(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".backend.opencl..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jocl..");
  }

  private static ArchRule commandLines(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".models.cli..")
        .and()
        .haveNameNotMatching(root + "\\.tck\\.(Main|Mutation|Ulps)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .because("what a command does is there without a command line");
  }

  private static ArchRule testFrameworks(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".tck.junit")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.junit..")
        .because("the kit runs where there is no JUnit");
  }

  private static ArchRule generators(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".random")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.util\\.(concurrent\\.ThreadLocalRandom|(Splittable)?Random)"
                + "|java\\.security\\.SecureRandom|java\\.util\\.random\\.RandomGeneratorFactory")
        .because("jacobi.random is the one source of randomness");
  }

  private static ArchRule mathRandom() {
    return noClasses()
        .should()
        .callMethodWhere(
            target(nameMatching("random"))
                .and(target(owner(nameMatching("java\\.lang\\.(Strict)?Math")))))
        .because("jacobi.random is the one source of randomness");
  }

  private static ArchRule defaultGenerators() {
    return noClasses()
        .should()
        .callMethodWhere(
            target(nameMatching("of|getDefault"))
                .and(target(owner(resideInAPackage("java.util.random")))))
        .because("jacobi.random is the one source of randomness");
  }

  private static ArchRule shuffles() {
    return noClasses()
        .should()
        .callMethod(java.util.Collections.class, "shuffle", List.class)
        .because("it draws from a source of its own");
  }
}
