package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The script `jacobi-tck`, in a tree of empty jars, with a java that only tells what it was given.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  @TempDir Path root;

  private record Run(int code, String out, String err) {}

  @BeforeEach
  void build() throws IOException {
    Path script = root.resolve("tck/bin/jacobi-tck");
    Files.createDirectories(script.getParent());
    Files.copy(Path.of(System.getProperty("jacobi.root"), "tck/bin/jacobi-tck"), script);
    for (String module : List.of("api", "backend-cpu", "tck")) {
      Path target = Files.createDirectories(root.resolve(module).resolve("target"));
      Files.createFile(target.resolve("jacobi-%s-1.jar".formatted(module)));
      Files.createFile(target.resolve("jacobi-%s-1-sources.jar".formatted(module)));
    }
    java("25.0.1");
  }

  private void java(String version) throws IOException {
    Path java = root.resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        if [ "$1" = -version ]; then echo 'openjdk version "%s"' >&2; exit 0; fi
        for one in "$@"; do echo "$one"; done
        exit 7
        """
            .formatted(version));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Run run(String... args) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add("/bin/sh");
    command.add(root.resolve("tck/bin/jacobi-tck").toString());
    command.addAll(List.of(args));
    Path out = root.resolve("out");
    Path err = root.resolve("err");
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeAll(Set.of("JAVA_HOME", "JACOBI_OPTS"));
    builder.environment().put("JACOBI_JAVA", root.resolve("java").toString());
    Process process = builder.start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), "still running");
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void theJarsUnderTestAreForTheMachineAndEveryWordIsForTheKit()
      throws IOException, InterruptedException {
    String[] words = {
      "--backend", "acme", "--class-path", "acme.jar:its lib.jar", "--case", "10.1/MUL#3"
    };
    Run run = run(words);
    assertEquals(7, run.code(), run.err());
    List<String> lines = run.out().lines().toList();
    String path = lines.get(lines.indexOf("-cp") + 1);
    for (String jar : List.of("jacobi-api-1.jar", "jacobi-backend-cpu-1.jar", "jacobi-tck-1.jar")) {
      assertTrue(path.contains(jar), path);
    }
    assertFalse(path.contains("sources"), path);
    assertTrue(path.endsWith(":acme.jar:its lib.jar"), path);
    int main = lines.indexOf("jacobi.tck.Main");
    assertEquals(List.of(words), lines.subList(main + 1, lines.size()));
  }

  @Test
  void aClassPathWithoutJarsIsWrongUsage() throws IOException, InterruptedException {
    Run run = run("--backend", "acme", "--class-path");
    assertEquals(2, run.code());
    assertEquals("jacobi-tck: --class-path wants jars\n", run.err());
  }
}
