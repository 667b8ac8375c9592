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
  private CrossEntropyKernel() {}

  /// `mean(lse − x[label])` with `lse = ln Σ e^(x − max x) + max x`
  public static void loss(CrossEntropy op, OpCall call, Workers workers) {
    Operand x = call.in(0);
    Operand lse = call.out(1);
    int rows = lse.count();
    int n = (int) x.shape().size(-1);
    var labels = new Indices(call.in(1), n);
    float[] losses = Room.borrow(rows);
    Exponentials.each(
        rows,
        n,
        workers,
        (on, from, count) -> {
          float[] tops = on.block();
          float[] e = on.block();
          float[] sums = on.block();
          int at = x.at() + from * n;
          on.raise(x.floats(), at, count, tops, e, 0);
          on.sums(e, 0, count, sums);
          on.log(sums, count);
          int to = lse.at() + from;
          Exponentials.with(Binary.ADD, sums, 0, tops, 0, lse.floats(), to, count);
          for (int r = 0; r < count; r++) {
            int label = labels.at(call.in(1).at() + from + r);
            float chosen = label < 0 ? 0 : x.floats()[at + r * n + label];
            losses[from + r] = lse.floats()[to + r] - chosen;
          }
          Room.giveBack(sums);
          Room.giveBack(e);
          Room.giveBack(tops);
        });
    Exponentials.mean(losses, rows, call.out(0).floats(), call.out(0).at());
    Room.giveBack(losses);
    labels.report(op, call);
  }

  /// `x̄ = ḡ/rows · (e^(x − lse) − onehot(labels))`
  public static void backward(CrossEntropyBackward op, OpCall call, Workers workers) {
    Operand x = call.in(1);
    Operand lse = call.in(3);
    int rows = lse.count();
    int n = (int) x.shape().size(-1);
    var labels = new Indices(call.in(2), n);
    float scale = call.in(0).floats()[call.in(0).at()] / Math.max(rows, 1);
    float[] to = call.out().floats();
    Exponentials.each(
        rows,
        n,
        workers,
        (on, from, count) -> {
          int at = call.out().at() + from * n;
          on.withEach(
              Binary.SUB,
              x.floats(),
              x.at() + from * n,
              lse.floats(),
              lse.at() + from,
              count,
              to,
              at);
          on.exp(to, at, count * n);
          for (int r = 0; r < count; r++) {
            int label = labels.at(call.in(2).at() + from + r);
            to[at + r * n + Math.max(label, 0)] -= label < 0 ? 0 : 1;
          }
          float[] scales = on.block();
          Arrays.fill(scales, 0, count, scale);
          on.withEach(Binary.MUL, to, at, scales, 0, count, to, at);
          Room.giveBack(scales);
        });
    labels.report(op, call);
  }
}
