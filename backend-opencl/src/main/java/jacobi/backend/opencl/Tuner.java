package jacobi.backend.opencl;

import jacobi.op.MatMul;
import jacobi.spi.ContractException;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.spi.Queue;
import jacobi.type.DType;
import jacobi.type.JacobiException;
import jacobi.type.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Measures the presets of the matrix product on a device. One that does not build there, or whose
/// product is wrong in any element that is looked at, is not measured.
final class Tuner {
  private static final int RUNS = 5;

  /// Rows of the product that are compared with the host's.
  private static final int ROWS = 16;

  private final OpenClDevice device;
  private final @Nullable BinaryCache cache;
  private final int m;
  private final int n;
  private final int k;

  /// @param size about the size of the matrices; they are a little less, so that tiles are cut off
  Tuner(OpenClDevice device, @Nullable BinaryCache cache, int size) {
    this.device = device;
    this.cache = cache;
    m = size;
    n = size - 5;
    k = size - 3;
  }

  /// Nanoseconds of a product by each preset that serves, in the order they are named.
  Map<Blocks, Long> measure() {
    Map<Blocks, Long> times = new LinkedHashMap<>();
    for (Blocks each : Blocks.PRESETS) {
      if (each.localMemory() > device.localMemory()) {
        continue;
      }
      try {
        times.put(each, measure(each));
      } catch (JacobiException refused) {
        System.getLogger("jacobi").log(System.Logger.Level.INFO, each + " is left out", refused);
      }
    }
    return times;
  }

  private long measure(Blocks blocks) {
    try (var driver = new OpenClDriver(device, cache, blocks);
        Queue queue = driver.openQueue()) {
      HostBuffer a = numbers(m * k, 3);
      HostBuffer b = numbers(k * n, 5);
      Operand[] all = {
        operand(driver, m, k), operand(driver, k, n), operand(driver, m, n),
      };
      try {
        driver.upload(a.segment(), all[0].buffer(), 0, queue);
        driver.upload(b.segment(), all[1].buffer(), 0, queue);
        Operand[] in = {all[0], all[1]};
        var call = new OpCall(MatMul.MATMUL, in, new Operand[] {all[2]}, null);
        driver.execute(call, queue);
        HostBuffer y = HostBuffer.of(DType.F32, (long) m * n);
        driver.download(all[2].buffer(), 0, y.segment(), queue);
        check(a, b, y, blocks);
        return least(driver, call, queue);
      } finally {
        for (Operand each : all) {
          driver.free(each.buffer());
        }
      }
    }
  }

  private static long least(OpenClDriver driver, OpCall call, Queue queue) {
    long least = Long.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      queue.sync();
      long start = System.nanoTime();
      driver.execute(call, queue);
      queue.sync();
      least = Math.min(least, System.nanoTime() - start);
    }
    return least;
  }

  private static Operand operand(OpenClDriver driver, int rows, int columns) {
    Shape shape = Shape.of(rows, columns);
    return new Operand(driver.allocate(DType.F32, shape.elements()), shape.layout());
  }

  /// Whole numbers from −3 to 3, so that sums are exact in any order.
  private static HostBuffer numbers(int count, int factor) {
    HostBuffer made = HostBuffer.of(DType.F32, count);
    for (int i = 0; i < count; i++) {
      made.setDouble(i, (int) ((i * (long) factor + i / 11) % 7) - 3);
    }
    return made;
  }

  private void check(HostBuffer a, HostBuffer b, HostBuffer y, Blocks blocks) {
    float[] left = a.floats();
    float[] right = b.floats();
    float[] product = y.floats();
    for (int row = 0; row < ROWS; row++) {
      int i = (int) ((m - 1L) * row / (ROWS - 1));
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int l = 0; l < k; l++) {
          sum += left[i * k + l] * right[l * n + j];
        }
        if (product[i * n + j] != sum) {
          throw new ContractException(
              "blocks of %s give a wrong product on %s".formatted(blocks, device.name()));
        }
      }
    }
  }
}
