package jacobi.tck.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What the lines of a source file say without being parsed.
class TextTest {
  /// The longest a file may be; the median is a fifth of it.
  private static final int LINES = 500;

  private static final int COLUMNS = 100;

  /// A rule, and files that break it.
  ///
  /// @param complaints what is wrong in files, by their paths
  private record Rule(
      String says,
      Function<Map<String, String>, List<String>> complaints,
      Map<String, String> planted) {}

  private static List<Rule> rules() {
    return List.of(
        new Rule(
            "no file is longer than 500 lines",
            TextTest::longFiles,
            Map.of("api/src/test/java/Long.java", "\n".repeat(LINES + 1))),
        line(
            "no line is longer than 100 columns",
            path -> true,
            line -> line.codePointCount(0, line.length()) > COLUMNS,
            "// " + "é".repeat(COLUMNS - 2)),
        line(
            "no import has a wildcard",
            path -> true,
            line -> line.matches("import .*\\*;"),
            "import java.util.*;"),
        line(
            "doc comments are written in Markdown",
            Sources::isMain,
            line -> line.strip().startsWith("/**"),
            "  /** <b>Old.</b> */"),
        line(
            "models name no backend's classes",
            path -> path.startsWith("models/src/main/"),
            line -> line.contains("jacobi.backend."),
            "  String name = \"jacobi.backend.cpu.CpuProvider\";"),
        line(
            "the kit picks no tolerance",
            TextTest::judges,
            line -> line.matches(".*[^\\w.](\\d+(\\.\\d+)?e-\\d+|0x1p-\\d+).*"),
            "tck/src/main/java/jacobi/tck/check/Planted.java",
            "  boolean near = Math.abs(a - b) < 1e-6;"),
        new Rule(
            "every package has a package-info",
            TextTest::silentPackages,
            Map.of("api/src/main/java/jacobi/silent/Type.java", "package jacobi.silent;")),
        packageInfo(
            "every package says what it is",
            text -> text.startsWith("/// "),
            "@NullMarked\npackage jacobi.silent;"),
        packageInfo(
            "every package is null-marked",
            text -> text.contains("\n@NullMarked\npackage "),
            "/// Nulls everywhere.\npackage jacobi.silent;"));
  }

  @TestFactory
  Stream<DynamicTest> holdInTheHouse() {
    Map<String, String> house = Sources.all();
    return rules().stream()
        .map(rule ->
            dynamicTest(
                rule.says(), () -> assertEquals(List.of(), rule.complaints().apply(house))));
  }

  @TestFactory
  Stream<DynamicTest> areSeenToFailOnPlantedFiles() {
    return rules().stream()
        .map(rule ->
            dynamicTest(
                rule.says(), () -> assertFalse(rule.complaints().apply(rule.planted()).isEmpty())));
  }

  @Test
  void thereAreFiles() {
    assertTrue(Sources.all().size() > 250, Sources.all().size() + " files");
    assertTrue(Sources.main().size() > 200, Sources.main().size() + " files");
  }

  private static List<String> longFiles(Map<String, String> files) {
    List<String> complaints = new ArrayList<>();
    files.forEach((path, text) -> {
      long lines = text.lines().count();
      if (lines > LINES) {
        complaints.add("%s has %d lines".formatted(path, lines));
      }
    });
    return complaints;
  }

  /// What compares results; not the numbers operands are made of.
  private static boolean judges(String path) {
    return path.matches("tck/src/main/java/jacobi/tck/(check|oracle|run|trial)/.*")
        // Errors of difference formulas, measured.
        && !path.endsWith("/Slopes.java")
        // Numbers of steps.
        && !path.endsWith("/Optimizers.java")
        // Halves of units that casts round.
        && !path.endsWith("/ElementTypes.java");
  }

  private static Rule line(
      String says, Predicate<String> about, Predicate<String> broken, String planted) {
    return line(says, about, broken, "models/src/main/java/jacobi/models/Planted.java", planted);
  }

  private static Rule line(
      String says,
      Predicate<String> about,
      Predicate<String> broken,
      String place,
      String planted) {
    return new Rule(
        says,
        files -> {
          List<String> complaints = new ArrayList<>();
          files.forEach((path, text) -> {
            List<String> lines = about.test(path) ? text.lines().toList() : List.of();
            for (int i = 0; i < lines.size(); i++) {
              if (broken.test(lines.get(i))) {
                complaints.add("%s:%d %s".formatted(path, i + 1, lines.get(i).strip()));
              }
            }
          });
          return complaints;
        },
        Map.of(place, planted));
  }

  private static List<String> silentPackages(Map<String, String> files) {
    return files.keySet().stream()
        .filter(path -> Sources.isMain(path) && !path.endsWith("/module-info.java"))
        .map(path -> path.substring(0, path.lastIndexOf('/')) + "/package-info.java")
        .distinct()
        .filter(info -> !files.containsKey(info))
        .toList();
  }

  private static Rule packageInfo(String says, Predicate<String> holds, String planted) {
    return new Rule(
        says,
        files ->
            files.entrySet().stream()
                .filter(file -> file.getKey().endsWith("/package-info.java"))
                .filter(file -> Sources.isMain(file.getKey()) && !holds.test(file.getValue()))
                .map(Map.Entry::getKey)
                .toList(),
        Map.of("api/src/main/java/jacobi/silent/package-info.java", planted));
  }
}
