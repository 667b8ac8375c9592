package jacobi.backend.blas;

import jacobi.backend.blas.library.Search;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.MatMul;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.spi.Queue;
import jacobi.type.DType;
import java.util.Arrays;

/// Measures how long a second thread waits for all others to stop, while the first multiplies
/// matrices of 2048 × 2048 on Java arrays: calls are critical, so until one returns nobody gets
/// past a safepoint. Prints milliseconds: idle, with calls of at most 10 ms, and of any length.
final class SafepointDelays {
  private static final int SIZE = 2048;
  private static final int TIMES = 200;
  private static final double NO_LIMIT = 1e6;

  private SafepointDelays() {}

  public static void main(String[] args) throws InterruptedException {
    print("idle", delays());
    for (double most : new double[] {10, NO_LIMIT}) {
      BlasDriver driver = TestLibraries.driver(Workers.shared(), Search::oneDnn, most);
      var busy = new Thread(() -> multiply(driver));
      busy.start();
      Thread.sleep(500);
      print(most == NO_LIMIT ? "calls of any length" : "calls of " + most + " ms", delays());
      busy.interrupt();
      busy.join();
    }
  }

  private static void multiply(BlasDriver driver) {
    Operand[] in = {
      TestLibraries.numbers(DType.F32, 1, SIZE, SIZE),
      TestLibraries.numbers(DType.F32, 2, SIZE, SIZE)
    };
    Operand[] out = {TestLibraries.numbers(DType.F32, 3, SIZE, SIZE)};
    while (!Thread.currentThread().isInterrupted()) {
      driver.execute(new OpCall(MatMul.MATMUL, in, out, null), Queue.inline());
    }
  }

  /// Stack traces of all threads are taken at a safepoint.
  private static double[] delays() throws InterruptedException {
    var all = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      Thread.sleep(7);
      long start = System.nanoTime();
      if (Thread.getAllStackTraces().isEmpty()) {
        throw new IllegalStateException("no threads");
      }
      all[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(all);
    return all;
  }

  private static void print(String what, double[] all) {
    System.out.printf(
        "%s: median %.2f ms, 99 of 100 below %.2f, greatest %.2f%n",
        what, all[TIMES / 2], all[TIMES * 99 / 100], all[TIMES - 1]);
  }
}
