package jacobi.backend.blas;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.backend.blas.library.Search;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Conv2d;
import jacobi.op.MatMul;
import jacobi.op.Sliding;
import jacobi.spi.Driver;
import jacobi.spi.Operand;
import jacobi.type.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What libraries, primitives and memory outside the heap take is taken once. Java's own memory is
/// all touched at the start, and code is compiled by then, so what grows later is ours.
class ResidentMemoryTest {
  private static final int SETTLING = 2_000;
  private static final int STEPS = 12_000;

  /// MiB that count as no growth: a leak of 1 KiB a step would be 10.
  private static final double MOST = 8;

  @TempDir Path folder;

  /// Steps of a layer, and of a convolution in all directions with weights that change.
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      List<Driver> drivers =
          List.of(
              TestLibraries.driver(Workers.of(2), Search::oneDnn),
              TestLibraries.driver(Workers.of(2), Search::cblas));
      double before = 0;
      for (int step = 0; step < STEPS; step++) {
        if (step == SETTLING) {
          before = resident();
        }
        for (Driver driver : drivers) {
          step(driver, step);
        }
      }
      System.out.println(before + " " + resident());
    }

    private static void step(Driver driver, int step) {
      Operand a = TestLibraries.numbers(DType.F32, step, 20, 30);
      Operand b = TestLibraries.numbers(DType.F32, step + 1, 30, 10);
      TestLibraries.result(driver, MatMul.MATMUL, new long[] {20, 10}, a, b);
      var slide = new Sliding(1, 1, 1);
      var op = new Conv2d(slide, slide, 1);
      Operand x = TestLibraries.numbers(DType.F32, step, 2 + step % 3, 4, 6, 6);
      Operand w = TestLibraries.numbers(DType.F32, step, 8, 4, 3, 3);
      long[] ys = {x.shape().size(0), 8, 6, 6};
      Operand g = TestLibraries.numbers(DType.F32, step, ys);
      TestLibraries.result(driver, op, ys, x, w);
      TestLibraries.result(driver, op.backwardInput(6, 6), x.shape().sizes(), g, w);
      TestLibraries.result(driver, op.backwardWeight(3, 3), w.shape().sizes(), g, x);
    }

    /// MiB of the process.
    private static double resident() throws IOException {
      System.gc();
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
        }
      }
      throw new IOException("no VmRSS");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void tenThousandStepsTakeNoMoreMemory() throws IOException, InterruptedException {
    List<String> options =
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            // The memory of the second compiler comes and goes.
            "-XX:TieredStopAtLevel=1",
            "-Xms256m",
            "-Xmx256m",
            "-XX:+AlwaysPreTouch");
    List<String> lines = TestProcess.run(folder, options, Map.of(), Program.class);
    String[] resident = lines.getLast().split(" ");
    double grown = Double.parseDouble(resident[1]) - Double.parseDouble(resident[0]);
    System.out.printf("%d steps: %.1f MiB more than %s%n", STEPS - SETTLING, grown, resident[0]);
    assertTrue(grown < MOST, () -> String.join("\n", lines));
  }
}
