package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.index.Indices;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Binary;
import jacobi.op.CrossEntropy;
import jacobi.op.CrossEntropyBackward;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import java.util.Arrays;

/// The loss of classifiers and its gradient. Labels are looked at before they are used; what one
/// out of range would have chosen counts as 0 until the call fails.
public final class CrossEntropyKernel {
  private final OpCall call;

  /// Which operand the numbers of each row are; labels come behind.
  private final int x;

  private final int n;
  private final Indices labels;

  /// Of each row, while a call runs.
  private float[] losses = new float[0];

  /// `ḡ/rows`, while a call runs.
  private float scale;

  private CrossEntropyKernel(OpCall call, int x) {
    this.call = call;
    this.x = x;
    n = (int) call.in(x).shape().size(-1);
    labels = new Indices(call, x + 1, n);
  }

  /// What computes `mean(lse − x[label])` with `lse = ln Σ e^(x − max x) + max x`.
  public static Runnable loss(CrossEntropy op, OpCall call, Workers workers) {
    var kernel = new CrossEntropyKernel(call, 0);
    int rows = call.out(1).count();
    Runnable blocks = Exponentials.each(rows, kernel.n, workers, kernel::loss);
    return () -> {
      kernel.labels.start();
      kernel.losses = Room.borrow(rows);
      blocks.run();
      Exponentials.mean(kernel.losses, rows, call.out(0).floats(), call.out(0).at());
      Room.giveBack(kernel.losses);
      kernel.labels.report(op);
    };
  }

  private void loss(Exponentials on, int from, int count) {
    float[] tops = on.block();
    float[] e = on.block();
    float[] sums = on.block();
    float[] x = call.in(this.x).floats();
    Operand lse = call.out(1);
    int at = call.in(this.x).at() + from * n;
    on.raise(x, at, count, tops, e, 0);
    on.sums(e, 0, count, sums);
    on.log(sums, count);
    int to = lse.at() + from;
    Exponentials.with(Binary.ADD, sums, 0, tops, 0, lse.floats(), to, count);
    for (int r = 0; r < count; r++) {
      int label = labels.at(call.in(1).at() + from + r);
      float chosen = label < 0 ? 0 : x[at + r * n + label];
      losses[from + r] = lse.floats()[to + r] - chosen;
    }
    Room.giveBack(sums);
    Room.giveBack(e);
    Room.giveBack(tops);
  }

  /// What computes `x̄ = ḡ/rows · (e^(x − lse) − onehot(labels))`.
  public static Runnable backward(CrossEntropyBackward op, OpCall call, Workers workers) {
    var kernel = new CrossEntropyKernel(call, 1);
    int rows = call.in(3).count();
    Runnable blocks = Exponentials.each(rows, kernel.n, workers, kernel::backward);
    return () -> {
      kernel.labels.start();
      kernel.scale = call.in(0).floats()[call.in(0).at()] / Math.max(rows, 1);
      blocks.run();
      kernel.labels.report(op);
    };
  }

  private void backward(Exponentials on, int from, int count) {
    float[] x = call.in(this.x).floats();
    float[] to = call.out().floats();
    Operand lse = call.in(3);
    int xAt = call.in(this.x).at() + from * n;
    int at = call.out().at() + from * n;
    on.withEach(Binary.SUB, x, xAt, lse.floats(), lse.at() + from, count, to, at);
    on.exp(to, at, count * n);
    for (int r = 0; r < count; r++) {
      int label = labels.at(call.in(2).at() + from + r);
      to[at + r * n + Math.max(label, 0)] -= label < 0 ? 0 : 1;
    }
    float[] scales = on.block();
    Arrays.fill(scales, 0, count, scale);
    on.withEach(Binary.MUL, to, at, scales, 0, count, to, at);
    Room.giveBack(scales);
  }
}
