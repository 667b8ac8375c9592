package jacobi.models.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The script `jacobi`, in a tree of empty jars, with a java that only tells what it was given.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final Set<String> HEEDED =
      Set.of(
          "JAVA_HOME", "JACOBI_OPTS", "JACOBI_CLASS_PATH", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");

  @TempDir Path root;

  @BeforeEach
  void build() throws IOException {
    Path script = Files.createDirectories(root.resolve("models/bin")).resolve("jacobi");
    Files.copy(Path.of("bin/jacobi"), script);
    for (String module : List.of("api", "backend-cpu", "models")) {
      Path target = Files.createDirectories(root.resolve(module).resolve("target"));
      Files.createFile(target.resolve("jacobi-%s-1.jar".formatted(module)));
    }
    Path java = root.resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        if [ "$1" = -version ]; then echo 'openjdk version "25.0.1"' >&2; exit 0; fi
        for one in "$@"; do echo "$one"; done
        """);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> run(Map<String, String> environment) throws Exception {
    Path out = root.resolve("out");
    var builder =
        new ProcessBuilder("/bin/sh", root.resolve("models/bin/jacobi").toString(), "doctor", "a b")
            .redirectOutput(out.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeAll(HEEDED);
    builder.environment().put("JACOBI_JAVA", root.resolve("java").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), "still running");
    List<String> given = Files.readAllLines(out);
    assertEquals(0, process.exitValue(), given.toString());
    int main = given.indexOf("jacobi.models.cli.Main");
    assertEquals(List.of("doctor", "a b"), given.subList(main + 1, given.size()));
    return given.subList(0, main);
  }

  @Test
  void littleMemoryIsHeldAndClassesAreParsedOnce() throws Exception {
    List<String> options = run(Map.of());
    assertTrue(options.contains("-XX:+UseSerialGC"), options.toString());
    String archive = root.toRealPath().resolve("models/target/jacobi.jsa").toString();
    assertTrue(options.contains("-XX:SharedArchiveFile=" + archive), options.toString());
  }

  @Test
  void anotherCollectorMayBeNamed() throws Exception {
    for (String variable : List.of("JACOBI_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")) {
      List<String> options = run(Map.of(variable, "-Xmx2g -XX:+UseParallelGC"));
      assertFalse(options.contains("-XX:+UseSerialGC"), options.toString());
    }
    List<String> options = run(Map.of("JACOBI_OPTS", "-Xmx2g -XX:+UseParallelGC"));
    assertTrue(options.containsAll(List.of("-Xmx2g", "-XX:+UseParallelGC")), options.toString());
  }

  @Test
  void otherJarsLeaveTheArchiveAlone() throws Exception {
    List<String> options = run(Map.of("JACOBI_CLASS_PATH", "acme.jar"));
    assertTrue(options.getLast().endsWith(":acme.jar"), options.toString());
    assertEquals(List.of(), options.stream().filter(one -> one.contains("Archive")).toList());
  }
}
