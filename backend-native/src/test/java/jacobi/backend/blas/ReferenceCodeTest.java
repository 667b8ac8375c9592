package jacobi.backend.blas;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.backend.blas.library.Search;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Conv2d;
import jacobi.op.Sliding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// oneDNN tells what code it runs when it is asked to be verbose: generated code in every
/// direction, never its reference code, which is hundreds of times slower.
class ReferenceCodeTest {
  @TempDir Path folder;

  /// Convolves in all directions.
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      var slide = new Sliding(1, 1, 1);
      var sizes = new ConvolutionsTest.Sizes(8, 32, 14, 14, 64, 3, 3, new Conv2d(slide, slide, 1));
      ConvolutionsTest.run(TestLibraries.driver(Workers.of(2), Search::oneDnn), sizes);
    }
  }

  @Test
  void everyDirectionRunsGeneratedCode() throws IOException, InterruptedException {
    List<String> lines =
        TestProcess.run(
            folder,
            List.of("--enable-native-access=ALL-UNNAMED"),
            Map.of("ONEDNN_VERBOSE", "1"),
            Program.class);
    for (String direction : List.of("forward_training", "backward_data", "backward_weights")) {
      assertTrue(
          lines.stream().anyMatch(line -> isConvolution(line) && line.contains(direction)),
          () -> direction + " in\n" + String.join("\n", lines));
    }
    for (String line : lines) {
      assertTrue(!line.contains("primitive,exec") || !line.contains(",ref"), line);
    }
  }

  private static boolean isConvolution(String line) {
    return line.contains("primitive,exec")
        && line.contains("convolution")
        && (line.contains("jit") || line.contains("brg") || line.contains("acl"));
  }
}
