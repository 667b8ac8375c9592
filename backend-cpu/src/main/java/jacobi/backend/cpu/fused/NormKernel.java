package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Spare;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import java.util.Arrays;

/// Layer norm, the norm by the root mean square, and their gradients; the formulas are those of the
/// ops' docs, step by step as the decompositions compute them.
///
/// The gradients of gain and bias are sums over the rows: each part adds up its own in double, and
/// the parts are added in order; how many there are is a number of the shape.
public final class NormKernel {
  /// Parts of a backward pass, each with sums of its own.
  private static final int MOST_PARTS = 16;

  private NormKernel() {}

  /// What computes `y = (x − μ)·r·gain + bias` with results `y, μ, r`, or `y = x·r·gain` with
  /// results `y, r`.
  public static Runnable forward(double eps, OpCall call, Workers workers) {
    int n = call.in(1).count();
    int rows = call.in(0).count() / n;
    int part = part(n);
    var spare = new Spare<NormRow>(() -> new NormRow(call, n));
    Workers.Task task =
        index -> {
          NormRow on = spare.take();
          int end = Math.min(rows, (index + 1) * part);
          for (int row = index * part; row < end; row++) {
            on.forward(row, (float) eps);
          }
          spare.give(on);
        };
    return () -> workers.run((rows + part - 1) / part, task);
  }

  /// What computes the gradients in `x`, gain and, where there is one, bias.
  public static Runnable backward(OpCall call, Workers workers) {
    int n = call.in(2).count();
    int rows = call.in(0).count() / n;
    int part = Math.max(part(n), (rows + MOST_PARTS - 1) / MOST_PARTS);
    int parts = (rows + part - 1) / part;
    var spare = new Spare<NormRow>(() -> new NormRow(call, n));
    double[][] sums = new double[1][];
    Workers.Task task =
        index -> {
          NormRow on = spare.take();
          int end = Math.min(rows, (index + 1) * part);
          for (int row = index * part; row < end; row++) {
            on.backward(row, sums[0], index * 2 * n);
          }
          spare.give(on);
        };
    return () -> {
      sums[0] = Room.borrowDoubles(parts * 2 * n);
      Arrays.fill(sums[0], 0, parts * 2 * n, 0);
      workers.run(parts, task);
      for (int i = 1; i < call.outputs(); i++) {
        total(sums[0], (i - 1) * n, 2 * n, parts, call.out(i));
      }
      Room.giveBack(sums[0]);
    };
  }

  private static int part(int n) {
    return Math.max(Walk.PART / n, 1);
  }

  /// The sums of all parts, in order, for each column from `at` on.
  private static void total(double[] sums, int at, int step, int parts, Operand to) {
    for (int j = 0; j < to.count(); j++) {
      double sum = 0;
      for (int part = 0; part < parts; part++) {
        sum += sums[at + part * step + j];
      }
      to.floats()[to.at() + j] = (float) sum;
    }
  }
}
