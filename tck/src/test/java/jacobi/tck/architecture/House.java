package jacobi.tck.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/// The classes the rules are about, read once.
///
/// There are two houses with rooms of the same names: the one under `jacobi`, where every rule
/// holds, and the one under `planted`, where every rule is broken.
enum House {
  REAL("jacobi"),
  PLANTED("planted");

  /// The packages of the api but its facade; an import only ever points to the left.
  static final List<String> FLOORS =
      List.of("type", "random", "op", "spi", "tensor", "rules", "graph", "runtime");

  /// The packages of the backends, one each.
  static final List<String> BACKENDS = List.of("backend.cpu", "backend.opencl", "backend.blas");

  /// The packages of the conformance kit but the facade; an import only ever points to the left.
  static final List<String> KIT =
      List.of(
          "spec",
          "arithmetic",
          "reference",
          "cases",
          "fake",
          "oracle",
          "trial",
          "vocabulary",
          "check",
          "run",
          "mutation",
          "mutant",
          "report",
          "junit");

  private final String root;
  private final JavaClasses classes;

  House(String root) {
    this.root = root;
    var importer = new ClassFileImporter();
    if (root.equals("jacobi")) {
      importer = importer.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS);
    }
    classes = importer.importPackages(root);
  }

  /// The package all rooms lie in.
  String root() {
    return root;
  }

  JavaClasses classes() {
    return classes;
  }
}
