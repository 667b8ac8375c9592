package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.code.Fold;
import jacobi.backend.cpu.code.LoopTable;
import jacobi.backend.cpu.code.Loops;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Spare;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Binary;
import jacobi.op.Reduce;
import jacobi.op.Unary;

/// What the softmax family does to rows of `n` elements, in blocks that stay in the L1 cache; the
/// steps and their order are those of the decompositions, and so are the bits.
final class Exponentials {
  /// 8 KiB.
  private static final int BLOCK = 2048;

  private static final Spare<Exponentials> SPARE = new Spare<>(Exponentials::new);

  private final Loops exp = LoopTable.shared().unary(Unary.EXP, Element.F32);
  private final Loops log = LoopTable.shared().unary(Unary.LOG, Element.F32);
  private final Loops raise = LoopTable.shared().exponential();
  private final Fold most = LoopTable.shared().greatest();
  private final float[] tops = new float[Fold.WIDTH];
  private final Fold sum = LoopTable.shared().fold(Reduce.Kind.SUM, Element.F32);
  private final Object accumulators = sum.borrow(1);
  private int n;

  private Exponentials() {}

  /// One that nobody uses, for rows of `n` elements.
  static Exponentials of(int n) {
    Exponentials on = SPARE.take();
    on.n = n;
    return on;
  }

  /// Lets the next one use this.
  void close() {
    SPARE.give(this);
  }

  /// A block of rows.
  @FunctionalInterface
  interface Rows {
    /// Handles rows `from` to before `from + count`.
    void run(Exponentials on, int from, int count);
  }

  /// What walks over rows of `n` elements; how they are split depends on the shape alone.
  static Runnable each(int rows, int n, Workers workers, Rows block) {
    int most = Math.max(BLOCK / Math.max(n, 1), 1);
    int part = Math.max(Walk.PART / Math.max(n, 1), 1);
    int parts = (rows + part - 1) / part;
    Workers.Task task =
        index -> {
          var on = of(n);
          int end = Math.min(rows, (index + 1) * part);
          for (int from = index * part; from < end; from += most) {
            block.run(on, from, Math.min(most, end - from));
          }
          on.close();
        };
    return () -> workers.run(parts, task);
  }

  /// An array for one block of rows.
  float[] block() {
    return Room.borrow(Math.max(BLOCK, n));
  }

  /// `e = exp(x − top)` with the greatest element of each row; rows of `e` from `eAt` on.
  void raise(float[] x, int at, int count, float[] tops, float[] e, int eAt) {
    for (int r = 0; r < count; r++) {
      int i = at + r * n;
      tops[r] = greatest(x, i);
      raise.run(e, eAt + r * n, x, i, 1, tops, r, 0, x, i, 1, n);
    }
  }

  /// Anything where an element is NaN: all results are NaN then.
  private float greatest(float[] x, int at) {
    if (n < Fold.WIDTH) {
      float most = x[at];
      for (int i = at + 1; i < at + n; i++) {
        most = Math.max(most, x[i]);
      }
      return most;
    }
    System.arraycopy(x, at, tops, 0, Fold.WIDTH);
    most.line(tops, 0, x, at + Fold.WIDTH, 1, n - Fold.WIDTH);
    for (int half = Fold.WIDTH / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        tops[i] = Math.max(tops[i], tops[i + half]);
      }
    }
    return tops[0];
  }

  /// `x ← eˣ`
  void exp(float[] x, int at, int count) {
    exp.run(x, at, x, at, 1, x, at, 1, x, at, 1, count);
  }

  /// `x ← ln x`
  void log(float[] x, int count) {
    log.run(x, 0, x, 0, 1, x, 0, 1, x, 0, 1, count);
  }

  /// The sum of each row.
  void sums(float[] x, int at, int count, float[] sums) {
    for (int r = 0; r < count; r++) {
      sum(x, at + r * n, n, sums, r);
    }
  }

  private void sum(float[] x, int at, int count, float[] to, int toAt) {
    sum.start(accumulators, 1, x, at, 0);
    sum.line(accumulators, 0, x, at, 1, count);
    sum.end(accumulators, 1, to, toAt);
  }

  /// The mean of `count` elements.
  static void mean(float[] x, int count, float[] to, int toAt) {
    var on = of(1);
    on.sum(x, 0, count, to, toAt);
    on.close();
    to[toAt] /= count;
  }

  /// `y = f(x, c)` with one `c` for each row, the first at `cAt`.
  void withEach(Binary f, float[] x, int at, float[] c, int cAt, int count, float[] y, int yAt) {
    Loops loops = LoopTable.shared().binary(f, Element.F32);
    for (int r = 0; r < count; r++) {
      int i = at + r * n;
      loops.run(y, yAt + r * n, x, i, 1, c, cAt + r, 0, x, i, 1, n);
    }
  }

  /// `y = f(a, b)`
  static void with(
      Binary f, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int count) {
    Loops loops = LoopTable.shared().binary(f, Element.F32);
    loops.run(y, yAt, a, aAt, 1, b, bAt, 1, a, aAt, 1, count);
  }
}
