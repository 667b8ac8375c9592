package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Options;
import jacobi.op.Unary;
import jacobi.spi.Driver;
import jacobi.spi.OpSpec;
import jacobi.spi.Support;
import jacobi.tck.fake.Forwarding;
import jacobi.tck.report.Reports;
import jacobi.tck.report.Summary;
import jacobi.tck.run.Filter;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Result;
import jacobi.tck.run.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sample backend, which vendors read first, and its way through the kit.
class SampleTest {
  private static final Path ROOT = Path.of(System.getProperty("jacobi.root"));
  private static final Path JAR = Path.of(System.getProperty("jacobi.path.sample"));

  private record Run(int code, List<String> lines) {
    /// What is said of the first failure: its name and rule, what was found, what the smallest case
    /// gave, the line that reruns it.
    List<String> failure() {
      int at = 0;
      while (!lines.get(at).startsWith("FAILED ")) {
        at++;
      }
      return lines.subList(at, at + 4);
    }
  }

  /// What the launcher does with a line, in a machine that has the kit, the api and the jars under
  /// test alone.
  private static Run run(Path folder, String line) throws Exception {
    List<String> words = new ArrayList<>(List.of(line.replace("'", "").split(" ")));
    assertEquals("tck/bin/jacobi-tck", words.getFirst());
    words.set(0, "jacobi.tck.Main");
    Path jar = ROOT.resolve(words.get(words.indexOf("--class-path") + 1));
    List<String> path = new ArrayList<>(List.of(jar.toString()));
    for (String part : List.of("api", "tck", "picocli")) {
      path.add(System.getProperty("jacobi.path." + part));
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", String.join(File.pathSeparator, path)));
    command.addAll(words);
    Path log = Files.createTempFile(folder, "run", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "still running");
    return new Run(process.exitValue(), Files.readAllLines(log));
  }

  /// With the budget that says less.
  @Test
  void theCommandOfTheReadmePasses(@TempDir Path folder) throws Exception {
    String command =
        Files.readAllLines(ROOT.resolve("tck/README.md")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("tck/bin/jacobi-tck --backend sample"))
            .findFirst()
            .orElseThrow();
    Run run = run(folder, command + " --budget quick");
    assertEquals(
        "PASSED: sample follows every tested rule of profile training,"
            + " as far as a quick run can tell",
        run.lines().getLast(),
        String.join("\n", run.lines()));
    assertEquals(0, run.code());
  }

  @Test
  void theLineOfAFailureRerunsThatCaseAlone(@TempDir Path folder) throws Exception {
    Path jar = changed(folder, "Math.sin(x)", "Math.sin(x) * 1.25");
    String command = "tck/bin/jacobi-tck --backend sample --class-path %s --budget quick --seed 5";
    Run all = run(folder, command.formatted(jar) + " --case 8.1/SIN");
    assertEquals(1, all.code());
    Run again = run(folder, all.failure().getLast().strip());
    assertEquals(1, again.code());
    assertEquals(all.failure(), again.failure());
    String about =
        again.lines().stream()
            .filter(line -> line.startsWith("sample on "))
            .findFirst()
            .orElseThrow();
    assertTrue(about.contains(": 1 tests, 1 cases"), about);
  }

  /// The sample backend with a formula changed.
  private static Path changed(Path folder, String from, String to) throws IOException {
    Path sources = ROOT.resolve("tck/src/sample/java/sample");
    List<String> options = new ArrayList<>();
    Path classes = Files.createDirectory(folder.resolve("classes"));
    options.addAll(List.of("-d", classes.toString()));
    options.addAll(List.of("-cp", System.getProperty("jacobi.path.api")));
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file).replace(from, to);
        options.add(Files.writeString(folder.resolve(file.getFileName()), text).toString());
      }
    }
    assertTrue(Files.readString(folder.resolve("Formulas.java")).contains(to));
    var errors = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, errors, options.toArray(String[]::new));
    assertEquals(0, code, errors.toString(StandardCharsets.UTF_8));
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.copy(
        ROOT.resolve("tck/src/sample/resources/META-INF/services/jacobi.spi.BackendProvider"),
        services.resolve("jacobi.spi.BackendProvider"));
    return classes;
  }

  /// The backend before the vendor wrote its error function.
  private record Unfinished(Driver real) implements Forwarding {
    @Override
    public Support supports(OpSpec spec) {
      return spec.op() == Unary.ERF ? Support.decline("not yet") : real.supports(spec);
    }
  }

  @Test
  void aMissingPrimitiveIsNamedWithTheRungAndWhatIsNext(@TempDir Path folder) throws IOException {
    try (var jar = new BackendJar(JAR)) {
      Options options = jar.options("sample").withDriver(Unfinished::new);
      Result result = Conformance.run(options, Plan.of().with(Filter.of("C33")));
      assertEquals(Verdict.FAILED, result.verdict());
      String next =
          "compute every primitive (hand the rest to jacobi.spi.Reference):"
              + " declined ERF; begin with 33.2/ERF/F64";
      List<String> lines = Summary.of(result);
      assertEquals("rung R2, next: " + next, lines.get(lines.size() - 2), lines.toString());
      Reports.write(result, folder);
      String page = Files.readString(folder.resolve("conformance.html"));
      assertTrue(page.contains("Rung R2. Next: " + next), page);
      String json = Files.readString(folder.resolve("conformance.json"));
      assertTrue(json.contains("\"rung\": 2,"), json);
      assertTrue(json.contains("\"next\": \"" + next + "\""), json);
    }
  }

  @Test
  void itAsksForTheApiAndShowsNothing() {
    ModuleDescriptor module = ModuleFinder.of(JAR).find("sample").orElseThrow().descriptor();
    Set<String> needed =
        module.requires().stream().map(ModuleDescriptor.Requires::name).collect(Collectors.toSet());
    assertEquals(Set.of("java.base", "jacobi.api"), needed);
    assertEquals(Set.of(), module.exports());
  }

  @Test
  void itHasFewerThan400LinesOfCode() throws IOException {
    List<String> code = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("tck/src/sample"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Files.readAllLines(file).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("//"))
            .forEach(code::add);
      }
    }
    assertTrue(code.size() > 200 && code.size() < 400, code.size() + " lines");
  }
}
