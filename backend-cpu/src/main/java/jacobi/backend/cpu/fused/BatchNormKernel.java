package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.BatchNorm;
import jacobi.op.BatchNormTraining;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;

/// Batch normalization, a block of channels after the other: what was read for the statistics is
/// still in the cache when it is normalized.
public final class BatchNormKernel {
  private BatchNormKernel() {}

  /// `y = (x − μ)·r·gain + bias` with `μ`, `σ²` and `r` of the batch.
  public static void training(BatchNormTraining op, OpCall call, Workers workers) {
    var channels = Channels.of(call.in(0).shape());
    float[] x = call.in(0).floats();
    int xAt = call.in(0).at();
    channels.each(
        1,
        workers,
        (from, end) -> {
          try (var moments = Moments.of(channels, from, end)) {
            for (int i = from; i < end; i++) {
              moments.start(i - from, Spread.about(x[xAt + channels.at(0, i)]));
            }
            moments.deviations(x, xAt);
            for (int i = from; i < end; i++) {
              double about = Spread.about(x[xAt + channels.at(0, i)]);
              double sum = moments.sum(0, i - from);
              double squares = moments.sum(1, i - from);
              var spread = Spread.of(about, sum, squares, channels.values(), op.eps());
              set(call.out(1), i, spread.mean());
              set(call.out(2), i, spread.variance());
              set(call.out(3), i, spread.rstd());
              double scale = at(call.in(1), i) * spread.rstd();
              double shift = at(call.in(2), i) - spread.mean() * scale;
              moments.numbers(i - from, scale, shift, 0);
            }
            moments.affine(call.out(0).floats(), call.out(0).at(), x, xAt);
          }
        });
  }

  /// `y = (x − mean)/√(variance + ε)·gain + bias`
  public static void inference(BatchNorm op, OpCall call, Workers workers) {
    var channels = Channels.of(call.in(0).shape());
    channels.each(
        1,
        workers,
        (from, end) -> {
          try (var moments = Moments.of(channels, from, end)) {
            for (int i = from; i < end; i++) {
              double scale = at(call.in(1), i) / Math.sqrt(at(call.in(4), i) + op.eps());
              double shift = at(call.in(2), i) - at(call.in(3), i) * scale;
              moments.numbers(i - from, scale, shift, 0);
            }
            Operand y = call.out();
            moments.affine(y.floats(), y.at(), call.in(0).floats(), call.in(0).at());
          }
        });
  }

  /// `gain̅ = Σ ḡ·x̂`, `bias̅ = Σ ḡ`, `x̄ = gain·r·(ḡ − bias̅/n − x̂·gain̅/n)`
  public static void backward(OpCall call, Workers workers) {
    var channels = Channels.of(call.in(1).shape());
    float[] g = call.in(0).floats();
    float[] x = call.in(1).floats();
    int gAt = call.in(0).at();
    int xAt = call.in(1).at();
    int n = Math.max(channels.values(), 1);
    channels.each(
        1,
        workers,
        (from, end) -> {
          try (var moments = Moments.of(channels, from, end)) {
            for (int i = from; i < end; i++) {
              moments.start(i - from, at(call.in(3), i));
            }
            moments.slopes(g, gAt, x, xAt);
            for (int i = from; i < end; i++) {
              double rstd = at(call.in(4), i);
              double bias = moments.sum(0, i - from);
              double gain = moments.sum(1, i - from) * rstd;
              set(call.out(1), i, gain);
              set(call.out(2), i, bias);
              double scale = at(call.in(2), i) * rstd;
              double slope = -scale * rstd * gain / n;
              double shift = -scale * bias / n - slope * at(call.in(3), i);
              moments.numbers(i - from, scale, slope, shift);
            }
            moments.blend(call.out(0).floats(), call.out(0).at(), g, gAt, x, xAt);
          }
        });
  }

  private static double at(Operand x, int index) {
    return x.floats()[x.at() + index];
  }

  private static void set(Operand y, int index, double value) {
    y.floats()[y.at() + index] = (float) value;
  }
}
