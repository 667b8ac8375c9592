package jacobi.backend.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.backend.blas.library.Search;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Conv2d;
import jacobi.op.Sliding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// OpenMP's pool is never made, even if OpenMP is told to use two threads: beside our workers it
/// would spin for the same cores.
class OpenMpTest {
  @TempDir Path folder;

  /// Convolves in all directions and prints how many threads of the process that has started.
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      var slide = new Sliding(1, 1, 1);
      BlasDriver driver = TestLibraries.driver(Workers.of(1), Search::oneDnn);
      run(driver, new ConvolutionsTest.Sizes(1, 1, 1, 1, 1, 1, 1, new Conv2d(slide, slide, 1)));
      long before = threads();
      run(driver, new ConvolutionsTest.Sizes(9, 32, 14, 14, 64, 3, 3, new Conv2d(slide, slide, 1)));
      System.out.println(threads() - before);
    }

    private static void run(BlasDriver driver, ConvolutionsTest.Sizes sizes) {
      for (int i = 0; i < 3; i++) {
        ConvolutionsTest.run(driver, sizes);
      }
    }

    private static long threads() throws IOException {
      try (var tasks = Files.list(Path.of("/proc/self/task"))) {
        return tasks.count();
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void convolutionsStartNoThread() throws IOException, InterruptedException {
    List<String> options =
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:-UseDynamicNumberOfCompilerThreads");
    Map<String, String> two = Map.of("OMP_NUM_THREADS", "2");
    List<String> lines = TestProcess.run(folder, options, two, Program.class);
    assertEquals("0", lines.getLast(), () -> String.join("\n", lines));
  }
}
