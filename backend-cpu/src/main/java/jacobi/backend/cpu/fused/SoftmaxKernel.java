package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Binary;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;

/// Softmax along the last axis, its logarithm, and their gradients.
public final class SoftmaxKernel {
  private SoftmaxKernel() {}

  private static int length(OpCall call) {
    return (int) call.out().shape().size(-1);
  }

  private static int rows(OpCall call) {
    return call.out().count() / length(call);
  }

  /// `y = e / Σ e` with `e = exp(x − max x)`
  public static Runnable softmax(OpCall call, Workers workers) {
    int n = length(call);
    return Exponentials.each(
        rows(call),
        n,
        workers,
        (on, from, count) -> {
          Operand x = call.in(0);
          float[] y = call.out().floats();
          float[] each = on.block();
          int to = call.out().at() + from * n;
          on.raise(x.floats(), x.at() + from * n, count, each, y, to);
          on.sums(y, to, count, each);
          on.withEach(Binary.DIV, y, to, each, 0, count, y, to);
          Room.giveBack(each);
        });
  }

  /// `y = x − max x − ln Σ exp(x − max x)`
  public static Runnable logSoftmax(OpCall call, Workers workers) {
    int n = length(call);
    return Exponentials.each(
        rows(call),
        n,
        workers,
        (on, from, count) -> {
          Operand x = call.in(0);
          float[] y = call.out().floats();
          float[] tops = on.block();
          float[] e = on.block();
          int at = x.at() + from * n;
          int to = call.out().at() + from * n;
          on.raise(x.floats(), at, count, tops, e, 0);
          on.withEach(Binary.SUB, x.floats(), at, tops, 0, count, y, to);
          float[] sums = tops;
          on.sums(e, 0, count, sums);
          on.log(sums, count);
          on.withEach(Binary.SUB, y, to, sums, 0, count, y, to);
          Room.giveBack(e);
          Room.giveBack(tops);
        });
  }

  /// `x̄ = y·(ḡ − Σ ḡ·y)`
  public static Runnable backward(OpCall call, Workers workers) {
    int n = length(call);
    return Exponentials.each(
        rows(call),
        n,
        workers,
        (on, from, count) -> {
          float[] g = call.in(0).floats();
          float[] y = call.in(1).floats();
          float[] x = call.out().floats();
          float[] sums = on.block();
          int gAt = call.in(0).at() + from * n;
          int yAt = call.in(1).at() + from * n;
          int to = call.out().at() + from * n;
          Exponentials.with(Binary.MUL, g, gAt, y, yAt, x, to, count * n);
          on.sums(x, to, count, sums);
          on.withEach(Binary.SUB, g, gAt, sums, 0, count, x, to);
          Exponentials.with(Binary.MUL, y, yAt, x, to, x, to, count * n);
          Room.giveBack(sums);
        });
  }

  /// `x̄ = ḡ − eʸ·Σ ḡ`
  public static Runnable logBackward(OpCall call, Workers workers) {
    int n = length(call);
    return Exponentials.each(
        rows(call),
        n,
        workers,
        (on, from, count) -> {
          float[] g = call.in(0).floats();
          float[] x = call.out().floats();
          float[] sums = on.block();
          int gAt = call.in(0).at() + from * n;
          int to = call.out().at() + from * n;
          System.arraycopy(call.in(1).floats(), call.in(1).at() + from * n, x, to, count * n);
          on.exp(x, to, count * n);
          on.sums(g, gAt, count, sums);
          on.withEach(Binary.MUL, x, to, sums, 0, count, x, to);
          Exponentials.with(Binary.SUB, g, gAt, x, to, x, to, count * n);
          Room.giveBack(sums);
        });
  }
}
