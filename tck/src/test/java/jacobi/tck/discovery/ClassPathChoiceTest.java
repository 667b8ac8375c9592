package jacobi.tck.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which backend is used depends on which jars are there: real JVMs with the built jars, on the
/// class path and on the module path.
class ClassPathChoiceTest {
  @TempDir static Path folder;

  private static Path api;
  private static Path cpu;
  private static Path program;

  enum Way {
    CLASS_PATH,
    MODULE_PATH
  }

  /// What a JVM printed, and its exit code.
  private record Result(int code, String text) {}

  @BeforeAll
  static void build() {
    api = Path.of(System.getProperty("jacobi.path.api", ""));
    cpu = Path.of(System.getProperty("jacobi.path.backend-cpu", ""));
    assumeTrue(
        Files.isRegularFile(api) && Files.isRegularFile(cpu),
        "skipped: the modules' jars are not built; run mvn verify");
    program =
        Fixtures.jar(
            folder,
            api,
            "program",
            "",
            """
            package program;
            import jacobi.Jacobi;
            public class Main {
              public static void main(String[] args) {
                var x = Jacobi.tensor(new float[] {1, 2, 3});
                System.out.print(Jacobi.session().report().table());
                System.out.println("sum " + x.add(x).sum().item());
                System.out.println("device " + Jacobi.session().device());
              }
            }
            """,
            "module program { requires jacobi.api; exports program; }");
  }

  private static Result run(Way way, List<String> flags, Path... jars) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    List<String> path = new ArrayList<>(List.of(api.toString(), program.toString()));
    for (Path jar : jars) {
      path.add(jar.toString());
    }
    String joined = String.join(java.io.File.pathSeparator, path);
    command.addAll(
        way == Way.CLASS_PATH
            ? List.of("-cp", joined, "program.Main")
            : List.of("-p", joined, "-m", "program/program.Main"));
    try {
      Path log = Files.createTempFile(folder, "run", ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      assertTrue(process.waitFor(2, TimeUnit.MINUTES), "still running");
      return new Result(process.exitValue(), Files.readString(log));
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theOnlyBackendIsUsed(Way way) {
    Result result = run(way, List.of(), cpu);
    assertEquals(0, result.code, result.text);
    assertTrue(result.text.contains("sum 12.0"), result.text);
    assertTrue(result.text.contains("device cpu:0"), result.text);
    String vectors =
        way == Way.CLASS_PATH
            ? "no Vector API: for full speed add --add-modules jdk.incubator.vector"
            : "Vector API ";
    assertTrue(result.text.contains(" processors, " + vectors), result.text);
  }

  @ParameterizedTest
  @EnumSource
  void withoutABackendTheMessageSaysWhatToAdd(Way way) {
    Result result = run(way, List.of());
    assertEquals(1, result.code, result.text);
    assertTrue(result.text.contains("NoBackendException"), result.text);
    assertTrue(result.text.contains("dev.jacobi:jacobi-backend-cpu"), result.text);
    assertTrue(result.text.contains("META-INF/services"), result.text);
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenBackendBesideAGoodOneDoesNoHarm(Way way) {
    Path broken = Fixtures.backend(folder, api, "broken", 900, "throw new Error(\"broken\");");
    Result result = run(way, List.of(), broken, cpu);
    assertEquals(0, result.code, result.text);
    assertTrue(result.text.contains("device cpu:0"), result.text);
    assertTrue(result.text.contains("broken"), result.text);
  }

  @Test
  void aServiceFileThatNamesNoClassDoesNoHarm() {
    Path missing = Fixtures.serviceFile(folder, "gone.Provider");
    Result result = run(Way.CLASS_PATH, List.of(), missing, cpu);
    assertEquals(0, result.code, result.text);
    assertTrue(result.text.contains("gone.Provider"), result.text);
    assertTrue(result.text.contains("device cpu:0"), result.text);
  }

  @ParameterizedTest
  @EnumSource
  void ofTwoEqualScoresTheFirstIdWins(Way way) {
    Path zeta = Fixtures.backend(folder, api, "zeta", 500, "");
    Path beta = Fixtures.backend(folder, api, "beta", 500, "");
    for (List<Path> order : List.of(List.of(zeta, beta), List.of(beta, zeta))) {
      Result result = run(way, List.of(), order.get(0), order.get(1), cpu);
      assertEquals(0, result.code, result.text);
      assertTrue(result.text.contains("device beta:0"), result.text);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anExplicitChoiceThatIsMissingFailsLoudly(Way way) {
    Result result = run(way, List.of("-Djacobi.backend=nosuch"), cpu);
    assertEquals(1, result.code, result.text);
    assertTrue(result.text.contains("BackendUnavailableException"), result.text);
    assertTrue(result.text.contains("nosuch"), result.text);
  }

  @ParameterizedTest
  @EnumSource
  void anExplicitChoiceThatCannotBeUsedFailsLoudly(Way way) {
    Path absent = Fixtures.unusable(folder, api, "absent", "there is no warp core", "install one");
    Result result = run(way, List.of("-Djacobi.backend=absent"), absent, cpu);
    assertEquals(1, result.code, result.text);
    assertTrue(
        result.text.contains(
            "BackendUnavailableException: backend 'absent' cannot be used:"
                + " there is no warp core; install one (asked for by jacobi.backend)"),
        result.text);
    assertFalse(result.text.contains("device cpu:0"), result.text);
  }

  @ParameterizedTest
  @EnumSource
  void anUnusableBackendNobodyAskedForIsExplained(Way way) {
    Path absent = Fixtures.unusable(folder, api, "absent", "there is no warp core", "install one");
    Result result = run(way, List.of(), absent, cpu);
    assertEquals(0, result.code, result.text);
    assertTrue(result.text.contains("not usable: there is no warp core; install one"), result.text);
    assertTrue(result.text.contains("device cpu:0"), result.text);
  }

  @ParameterizedTest
  @EnumSource
  void deniedNativeAccessIsExplainedWithTheFlag(Way way) {
    Path opencl = Path.of(System.getProperty("jacobi.path.backend-opencl"));
    Path jocl = Path.of(System.getProperty("jacobi.path.jocl"));
    Path blas = Path.of(System.getProperty("jacobi.path.backend-native"));
    Result result = run(way, List.of("--illegal-native-access=deny"), opencl, jocl, blas, cpu);
    assertEquals(0, result.code, result.text);
    String flag = " not usable: native access is denied; start with --enable-native-access=";
    boolean unnamed = way == Way.CLASS_PATH;
    String cl = unnamed ? "ALL-UNNAMED" : "jacobi.backend.opencl,jocl";
    assertTrue(result.text.contains(flag + cl + " (jacobi-backend-opencl"), result.text);
    String library = unnamed ? "ALL-UNNAMED" : "jacobi.backend.blas";
    assertTrue(result.text.contains(flag + library + " (jacobi-backend-native"), result.text);
  }

  @ParameterizedTest
  @EnumSource
  void anExplicitChoiceBeatsAHigherScore(Way way) {
    Path alpha = Fixtures.backend(folder, api, "alpha", 500, "");
    Result result = run(way, List.of("-Djacobi.backend=cpu"), alpha, cpu);
    assertEquals(0, result.code, result.text);
    assertTrue(result.text.contains("device cpu:0"), result.text);
  }
}
