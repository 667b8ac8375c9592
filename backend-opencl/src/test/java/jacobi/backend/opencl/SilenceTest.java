package jacobi.backend.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.spi.BackendProvider;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jocl.CL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A probe in a process of its own prints nothing, whatever there is.
class SilenceTest {
  @TempDir private Path folder;

  /// Prints what the provider says, and nothing else.
  static final class Main {
    private Main() {}

    public static void main(String[] args) {
      Probe probe = new OpenClProvider().probe(new ProbeContext(Map.of()));
      IO.println(probe.getClass().getSimpleName() + " " + probe);
    }
  }

  /// The lines that a process prints on both its streams.
  private List<String> probe(Map<String, String> environment)
      throws IOException, InterruptedException {
    String path =
        Stream.of(BackendProvider.class, OpenClProvider.class, Main.class, CL.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
            .collect(Collectors.joining(System.getProperty("path.separator")));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            java, "--enable-native-access=ALL-UNNAMED", "-cp", path, Main.class.getName());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
    return text.lines().toList();
  }

  @Test
  void whatIsHereIsToldInOneLine() throws IOException, InterruptedException {
    List<String> lines = probe(Map.of());
    assertEquals(1, lines.size(), () -> String.join("\n", lines));
  }

  @Test
  void aLoaderWithoutADriverIsExplainedInOneLine() throws IOException, InterruptedException {
    Present.device();
    Path none = Files.createDirectory(folder.resolve("vendors"));
    List<String> lines = probe(Map.of("OCL_ICD_VENDORS", none.toString()));
    assertEquals(1, lines.size(), () -> String.join("\n", lines));
    assertTrue(lines.getFirst().startsWith("Unavailable"), lines.getFirst());
    assertTrue(
        lines.getFirst().contains("the OpenCL loader found no vendor's driver"), lines.getFirst());
  }
}
