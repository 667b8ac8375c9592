package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.loop.Walk;
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

  /// `y = (x − μ)·r·gain + bias` with results `y, μ, r`, or `y = x·r·gain` with results `y, r`.
  public static void forward(double eps, OpCall call, Workers workers) {
    int n = call.in(1).count();
    int rows = call.in(0).count() / n;
    NormRows.each(rows, n, part(n), workers, new Forward(call, (float) eps));
  }

  /// The gradients in `x`, gain and, where there is one, bias.
  public static void backward(OpCall call, Workers workers) {
    int n = call.in(2).count();
    int rows = call.in(0).count() / n;
    int part = Math.max(part(n), (rows + MOST_PARTS - 1) / MOST_PARTS);
    int parts = (rows + part - 1) / part;
    int each = (call.outputs() - 1) * n;
    double[] sums = Room.borrowDoubles(parts * each);
    Arrays.fill(sums, 0, parts * each, 0);
    NormRows.each(rows, n, part, workers, new Backward(call, n, sums, each));
    for (int i = 1; i < call.outputs(); i++) {
      total(sums, (i - 1) * n, each, parts, call.out(i));
    }
    Room.giveBack(sums);
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

  private record Forward(OpCall call, float eps) implements NormRows.Block {
    private boolean isCentered() {
      return call.outputs() == 3;
    }

    @Override
    public void start(NormRows on) {
      on.repeat(call.in(1), on.gain);
      if (isCentered()) {
        on.repeat(call.in(2), on.bias);
      }
    }

    @Override
    public void run(NormRows on, int part, int from, int count) {
      on.load(call.in(0), from, count, on.x);
      if (isCentered()) {
        on.means(on.x, count, on.number);
        keep(on.number, call.out(1), from, count);
        on.shift(on.x, count, on.number);
      }
      on.mul(on.x, on.x, on.h, count);
      on.means(on.h, count, on.rstd);
      root(on.rstd, eps, count);
      keep(on.rstd, call.out(call.outputs() - 1), from, count);
      on.scale(on.x, count, on.rstd);
      on.mul(on.x, on.gain, on.x, count);
      if (isCentered()) {
        on.add(on.x, on.bias, count);
      }
      on.store(on.x, call.out(0), from, count);
    }

    private static void keep(float[] numbers, Operand to, int from, int count) {
      System.arraycopy(numbers, 0, to.floats(), to.at() + from, count);
    }

    /// `v ← 1/√(v + ε)`
    private static void root(float[] v, float eps, int count) {
      for (int r = 0; r < count; r++) {
        v[r] = 1 / (float) Math.sqrt(v[r] + eps);
      }
    }
  }

  /// `x̄ = r·(h − mean(h) − x̂·mean(h·x̂))` with `h = ḡ·gain`, and the sums of `ḡ·x̂` and `ḡ`,
  /// which take `each` places a part.
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares these.
  private record Backward(OpCall call, int n, double[] sums, int each) implements NormRows.Block {
    private boolean isCentered() {
      return call.outputs() == 3;
    }

    @Override
    public void start(NormRows on) {
      on.repeat(call.in(2), on.gain);
    }

    @Override
    public void run(NormRows on, int part, int from, int count) {
      NormRows.loadNumbers(call.in(call.inputs() - 1), from, count, on.rstd);
      on.load(call.in(1), from, count, on.x);
      if (isCentered()) {
        NormRows.loadNumbers(call.in(3), from, count, on.number);
        on.shift(on.x, count, on.number);
      }
      on.scale(on.x, count, on.rstd);
      on.load(call.in(0), from, count, on.g);
      on.mul(on.g, on.gain, on.h, count);
      if (isCentered()) {
        on.addTo(sums, part * each + n, on.g, count);
      }
      on.mul(on.g, on.x, on.g, count);
      on.addTo(sums, part * each, on.g, count);
      on.mul(on.h, on.x, on.g, count);
      on.means(on.g, count, on.number);
      on.scale(on.x, count, on.number);
      if (isCentered()) {
        on.means(on.h, count, on.number);
        on.shift(on.h, count, on.number);
      }
      on.sub(on.h, on.x, count);
      on.scale(on.h, count, on.rstd);
      on.store(on.h, call.out(0), from, count);
    }
  }
}
