package jacobi.tck.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What modules cannot say: which floor sees which, and where foreign APIs live.
///
/// Every rule of [#rules] is also run on the classes of package `planted`, each of which breaks it.
class ArchitectureTest {
  private static JavaClasses house;

  @BeforeAll
  static void read() {
    house =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("jacobi");
  }

  @Test
  void theHouseIsNotEmpty() {
    for (String room :
        List.of(
            "jacobi.type",
            "jacobi.random",
            "jacobi.op",
            "jacobi.spi",
            "jacobi.tensor",
            "jacobi.rules",
            "jacobi.runtime",
            "jacobi.backend.cpu",
            "jacobi.backend.opencl",
            "jacobi.backend.blas",
            "jacobi.models.nn",
            "jacobi.models.cli")) {
      assertTrue(
          house.stream().anyMatch(type -> type.getPackageName().equals(room)), room + " is empty");
    }
    assertTrue(house.size() > 200, house.size() + " classes");
  }

  /// An import only ever points to an earlier floor.
  @Test
  void floorsImportOnlyDownwards() {
    List<String> floors = List.of("type", "random", "op", "spi", "tensor", "rules", "runtime");
    for (int low = 0; low < floors.size(); low++) {
      for (int high = low + 1; high < floors.size(); high++) {
        floor("jacobi.", floors.get(low), floors.get(high)).check(house);
      }
      noClasses()
          .that()
          .resideInAPackage("jacobi." + floors.get(low))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jacobi", "jacobi.backend..", "jacobi.models..", "jacobi.tck..")
          .check(house);
    }
  }

  private static ArchRule floor(String root, String low, String high) {
    return noClasses()
        .that()
        .resideInAPackage(root + low)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + high);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("jacobi.(**)").should().beFreeOfCycles().check(house);
  }

  @Test
  void modelsAndBackendsDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("jacobi.models..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jacobi.backend..", "jacobi.runtime..")
        .check(house);
    noClasses()
        .that()
        .resideInAPackage("jacobi.backend..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jacobi", "jacobi.tensor..", "jacobi.rules..", "jacobi.models..")
        .check(house);
  }

  private static ArchRule vectorsStay() {
    return noClasses()
        .that()
        .resideOutsideOfPackages("jacobi.backend.cpu.vector", "jacobi.backend.cpu.gemm.vector")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..");
  }

  private static ArchRule noForeignRandomness() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.Random|java\\.util\\.concurrent\\.ThreadLocalRandom");
  }

  private static ArchRule noStandardStreams() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("jacobi.models.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err");
  }

  private static ArchRule joclStays() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("jacobi.backend.opencl..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jocl..");
  }

  private static List<ArchRule> rules() {
    return List.of(vectorsStay(), noForeignRandomness(), noStandardStreams(), joclStays());
  }

  @Test
  void foreignThingsStayWhereTheyBelong() {
    rules().forEach(rule -> rule.check(house));
  }

  @Test
  void everyRuleSeesAPlantedViolation() {
    JavaClasses planted = new ClassFileImporter().importPackages("planted");
    for (ArchRule rule : rules()) {
      assertTrue(rule.evaluate(planted).hasViolation(), rule.getDescription());
    }
    assertTrue(floor("planted.", "op", "tensor").evaluate(planted).hasViolation());
    var cycles = slices().matching("planted.(**)").should().beFreeOfCycles();
    assertTrue(cycles.evaluate(planted).hasViolation());
  }
}
