package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.GroupNorm;
import jacobi.op.GroupNormBackward;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Shape;

/// Group normalization: the sums of a group are those of its channels.
public final class GroupNormKernel {
  private final OpCall call;

  /// Channels of each sample.
  private final int count;

  /// Channels of a group.
  private final int width;

  /// All channels of all samples.
  private final Channels channels;

  private GroupNormKernel(OpCall call, Shape x, int groups) {
    this.call = call;
    var all = Channels.of(x);
    count = all.count();
    width = count / groups;
    channels = all.apart();
  }

  /// Whether the planes of [N, C, …] are long enough to be gone through one by one.
  public static boolean serves(Shape x) {
    return Channels.of(x).plane() >= Channels.LONE_LINE;
  }

  /// `y = (x − μ)·r·gain + bias` with `μ` and `r` of each group of each sample.
  public static void forward(GroupNorm op, OpCall call, Workers workers) {
    var kernel = new GroupNormKernel(call, call.in(0).shape(), op.groups());
    kernel.channels.each(kernel.width, workers, (from, end) -> kernel.forward(from, end, op.eps()));
  }

  private void forward(int from, int end, double eps) {
    float[] x = call.in(0).floats();
    int xAt = call.in(0).at();
    try (var moments = Moments.of(channels, from, end)) {
      for (int i = from; i < end; i++) {
        moments.start(i - from, about(i / width * width));
      }
      moments.deviations(x, xAt);
      for (int first = from; first < end; first += width) {
        normalize(moments, from, first, eps);
      }
      moments.affine(call.out(0).floats(), call.out(0).at(), x, xAt);
    }
  }

  private double about(int channel) {
    return Spread.about((float) at(call.in(0), channels.at(0, channel)));
  }

  /// Sets the numbers of a group.
  private void normalize(Moments moments, int from, int first, double eps) {
    double sum = 0;
    double squares = 0;
    for (int i = first; i < first + width; i++) {
      sum += moments.sum(0, i - from);
      squares += moments.sum(1, i - from);
    }
    var spread = Spread.of(about(first), sum, squares, width * channels.plane(), eps);
    set(call.out(1), first / width, spread.mean());
    set(call.out(2), first / width, spread.rstd());
    for (int i = first; i < first + width; i++) {
      double scale = at(call.in(1), i % count) * spread.rstd();
      double shift = at(call.in(2), i % count) - spread.mean() * scale;
      moments.numbers(i - from, scale, shift, 0);
    }
  }

  /// `x̄ = r·(h − mean(h) − x̂·mean(h·x̂))`, `gain̅ = Σ ḡ·x̂`, `bias̅ = Σ ḡ` with `h = ḡ·gain`
  public static void backward(GroupNormBackward op, OpCall call, Workers workers) {
    var kernel = new GroupNormKernel(call, call.in(1).shape(), op.groups());
    double[] sums = Room.borrowDoubles(2 * kernel.channels.count());
    kernel.channels.each(kernel.width, workers, (from, end) -> kernel.backward(from, end, sums));
    for (int c = 0; c < kernel.count; c++) {
      double gain = 0;
      double bias = 0;
      for (int i = c; i < kernel.channels.count(); i += kernel.count) {
        bias += sums[2 * i];
        gain += sums[2 * i + 1];
      }
      set(call.out(1), c, gain);
      set(call.out(2), c, bias);
    }
    Room.giveBack(sums);
  }

  private void backward(int from, int end, double[] sums) {
    float[] g = call.in(0).floats();
    float[] x = call.in(1).floats();
    int gAt = call.in(0).at();
    int xAt = call.in(1).at();
    try (var moments = Moments.of(channels, from, end)) {
      for (int i = from; i < end; i++) {
        moments.start(i - from, at(call.in(3), i / width));
      }
      moments.slopes(g, gAt, x, xAt);
      for (int first = from; first < end; first += width) {
        slope(moments, from, first, sums);
      }
      moments.blend(call.out(0).floats(), call.out(0).at(), g, gAt, x, xAt);
    }
  }

  /// Keeps the sums of a group's channels, `ḡ` and `ḡ·x̂` of each, and sets its numbers.
  private void slope(Moments moments, int from, int first, double[] sums) {
    double mean = at(call.in(3), first / width);
    double rstd = at(call.in(4), first / width);
    double h = 0;
    double product = 0;
    for (int i = first; i < first + width; i++) {
      double gain = at(call.in(2), i % count);
      sums[2 * i] = moments.sum(0, i - from);
      sums[2 * i + 1] = moments.sum(1, i - from) * rstd;
      h += gain * sums[2 * i];
      product += gain * sums[2 * i + 1];
    }
    int n = width * channels.plane();
    double slope = -rstd * rstd * product / n;
    double shift = -rstd * h / n - slope * mean;
    for (int i = first; i < first + width; i++) {
      moments.numbers(i - from, at(call.in(2), i % count) * rstd, slope, shift);
    }
  }

  private static double at(Operand x, int index) {
    return x.floats()[x.at() + index];
  }

  private static void set(Operand y, int index, double value) {
    y.floats()[y.at() + index] = (float) value;
  }
}
