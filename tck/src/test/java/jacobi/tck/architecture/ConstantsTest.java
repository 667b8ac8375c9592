package jacobi.tck.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.tck.Conformance;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tolerances are derived, never picked: where the kit judges there is no floating constant but
/// those listed here. Zero and one are none.
class ConstantsTest {
  /// Who does not judge: definitions in digits, generators of operands, wrong backends, reports.
  private static final Set<String> FREE =
      Set.of("arithmetic", "cases", "vocabulary", "fake", "mutation", "mutant", "report");

  private static final Set<Double> ANY = Set.of();

  /// Constants of the others, by what they are; any where operands and results are told in full.
  private static final Map<String, Set<Double>> TABLES =
      Map.ofEntries(
          // Nanoseconds of a second.
          Map.entry("Mutation", Set.of(1e9)),
          Map.entry("Ulps", Set.of(1e9)),
          // Steps of differences and their weights; what they are off by is derived in their docs.
          Map.entry("reference.Differences", ANY),
          Map.entry("oracle.DoubleDoubleOracle", Set.of(0x1p-56, 0x1p-44)),
          // Bounds of roundings: halves of units, the least numbers, roots of counts.
          Map.entry("reference.ErrorBounds", Set.of(Double.MIN_VALUE, 0x1p-968, 0.5, 4.0)),
          Map.entry("reference.RealFunctions", Set.of(2.0, Double.POSITIVE_INFINITY)),
          Map.entry("reference.WholeFunctions", Set.of(2.0, Double.POSITIVE_INFINITY)),
          Map.entry("reference.Folding", Set.of(Double.POSITIVE_INFINITY)),
          Map.entry("reference.Indexing", Set.of(Double.POSITIVE_INFINITY)),
          Map.entry("reference.Precision", Set.of(Double.POSITIVE_INFINITY)),
          Map.entry("reference.Reals", Set.of(Double.POSITIVE_INFINITY)),
          Map.entry("reference.Wholes", Set.of(Double.POSITIVE_INFINITY)),
          // Roundings of a bound that was computed in doubles.
          Map.entry("check.Compare", Set.of(16.0)),
          // Greatest numbers of the types, and the half of a unit.
          Map.entry(
              "check.Units",
              Set.of(
                  -Double.MAX_VALUE,
                  Double.MAX_VALUE,
                  -0x1p128,
                  0x1p128,
                  -0x1p16,
                  0x1p16,
                  0.5,
                  4.0)),
          // Operands, and results that are compared exactly.
          Map.entry("check.Aliasing", ANY),
          Map.entry("check.ElementTypes", ANY),
          Map.entry("check.Errors", ANY),
          // Arguments of POW, infinite errors, and nothing found yet.
          Map.entry(
              "check.EveryFloat",
              Set.of(-152.0, -1.0, 2.0, 152.0, Double.POSITIVE_INFINITY, Double.NaN)),
          Map.entry("check.Exchange", ANY),
          Map.entry("check.Forward", Set.of(-1.0)),
          Map.entry("check.Kinks", ANY),
          Map.entry("check.Lifecycle", ANY),
          Map.entry("check.Memory", ANY),
          Map.entry("check.Overflows", ANY),
          Map.entry("check.Randomness", ANY),
          Map.entry("check.Specials", Set.of(Double.POSITIVE_INFINITY)),
          Map.entry("check.Steps", Set.of(-1.0, 2.0)),
          Map.entry("check.Sweep", ANY),
          Map.entry("check.Training", ANY),
          Map.entry("check.Transfers", ANY));

  private static Set<Double> constants(ClassModel type) {
    Set<Double> constants = new TreeSet<>();
    for (MethodModel method : type.methods()) {
      method
          .code()
          .ifPresent(code ->
              code.forEach(element -> {
                if (element instanceof ConstantInstruction constant
                    && Set.of(TypeKind.DOUBLE, TypeKind.FLOAT).contains(constant.typeKind())) {
                  constants.add(((Number) constant.constantValue()).doubleValue());
                }
              }));
    }
    constants.removeAll(Set.of(0.0, -0.0, 1.0));
    return constants;
  }

  /// Constants by classes, as they are named in [#TABLES].
  private static Map<String, Set<Double>> found() throws IOException, URISyntaxException {
    Path root =
        Path.of(Conformance.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Map<String, Set<Double>> found = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(root.resolve("jacobi/tck"))) {
      files = all.filter(path -> path.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      ClassModel type = ClassFile.of().parse(Files.readAllBytes(file));
      String name = type.thisClass().asInternalName().replace('/', '.').substring(11);
      int dollar = name.indexOf('$');
      Set<Double> constants = constants(type);
      if (!constants.isEmpty()) {
        String outer = dollar < 0 ? name : name.substring(0, dollar);
        found.computeIfAbsent(outer, _ -> new TreeSet<>()).addAll(constants);
      }
    }
    return found;
  }

  @Test
  void noToleranceIsPicked() throws IOException, URISyntaxException {
    Map<String, Set<Double>> found = found();
    assertTrue(found.size() > 30, found.keySet().toString());
    found.keySet().removeIf(name -> FREE.contains(name.split("\\.", -1)[0]));
    TABLES.forEach((name, allowed) -> {
      Set<Double> here = found.getOrDefault(name, Set.of());
      assertTrue(!here.isEmpty(), name + " is listed and has none");
      if (allowed.isEmpty() || allowed.containsAll(here)) {
        found.remove(name);
      }
    });
    assertEquals(Map.of(), found);
  }

  /// A class as it must not be.
  private static final class Picked {
    static boolean close(double a, double b) {
      return Math.abs(a - b) < 1e-5;
    }
  }

  @Test
  void aPickedToleranceIsSeen() throws IOException {
    try (var file = ConstantsTest.class.getResourceAsStream("ConstantsTest$Picked.class")) {
      assertTrue(Picked.close(1, 1));
      assertEquals(Set.of(1e-5), constants(ClassFile.of().parse(file.readAllBytes())));
    }
  }
}
