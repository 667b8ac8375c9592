package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.code.Fold;
import jacobi.backend.cpu.code.LoopTable;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Reduce;
import jacobi.spi.Operand;

/// What normalizations do to rows of `n` elements, a few at a time in arrays of their own that stay
/// in the L1 cache and begin at 0: the form of loop that C2 vectorizes, so there is no other.
final class NormRows {
  /// 4 KiB: five arrays of it and the operands' lines fit 32 KiB.
  private static final int BLOCK = 1024;

  /// A block of `x`, of a cotangent, and of what is computed of them.
  final float[] x;

  final float[] g;
  final float[] h;

  /// The row that all rows are multiplied with, for each row of a block, and the one added to them.
  final float[] gain;

  final float[] bias;

  /// A number for each row.
  final float[] number;

  final float[] rstd;

  private final Fold sum = LoopTable.shared().fold(Reduce.Kind.SUM, Element.F32);
  private final Object accumulators = sum.accumulators(1);
  private final int n;

  private NormRows(int n) {
    this.n = n;
    x = borrow();
    g = borrow();
    h = borrow();
    gain = borrow();
    bias = borrow();
    number = borrow();
    rstd = borrow();
  }

  private float[] borrow() {
    return Room.borrow(Math.max(BLOCK, n));
  }

  private void giveBack() {
    for (float[] array : new float[][] {rstd, number, bias, gain, h, g, x}) {
      Room.giveBack(array);
    }
  }

  /// A block of rows of a part.
  interface Block {
    /// Prepares what all blocks of a part need.
    void start(NormRows on);

    /// Handles rows `from` to before `from + count`.
    void run(NormRows on, int part, int from, int count);
  }

  /// Walks over rows in parts of so many.
  static void each(int rows, int n, int part, Workers workers, Block block) {
    int most = most(n);
    workers.run(
        (rows + part - 1) / part,
        index -> {
          var on = new NormRows(n);
          block.start(on);
          int end = Math.min(rows, (index + 1) * part);
          for (int from = index * part; from < end; from += most) {
            block.run(on, index, from, Math.min(most, end - from));
          }
          on.giveBack();
        });
  }

  private static int most(int n) {
    return Math.max(BLOCK / n, 1);
  }

  /// Reads a block of rows.
  void load(Operand from, int row, int count, float[] to) {
    System.arraycopy(from.floats(), from.at() + row * n, to, 0, count * n);
  }

  /// Reads a number of each row.
  static void loadNumbers(Operand from, int row, int count, float[] to) {
    System.arraycopy(from.floats(), from.at() + row, to, 0, count);
  }

  /// Reads one row for every row of a block.
  void repeat(Operand row, float[] to) {
    for (int r = 0; r < most(n); r++) {
      System.arraycopy(row.floats(), row.at(), to, r * n, n);
    }
  }

  /// Writes a block of rows.
  void store(float[] x, Operand to, int from, int count) {
    System.arraycopy(x, 0, to.floats(), to.at() + from * n, count * n);
  }

  /// The mean of each row.
  void means(float[] x, int count, float[] means) {
    for (int r = 0; r < count; r++) {
      sum.start(accumulators, 1, x, r * n, 0);
      sum.line(accumulators, 0, x, r * n, 1, n);
      sum.end(accumulators, 1, means, r);
      means[r] /= n;
    }
  }

  /// `x ← x − c` with one `c` for each row.
  void shift(float[] x, int count, float[] c) {
    for (int r = 0; r < count; r++) {
      shift(x, r * n, (r + 1) * n, c[r]);
    }
  }

  private static void shift(float[] x, int from, int to, float c) {
    for (int i = from; i < to; i++) {
      x[i] = x[i] - c;
    }
  }

  /// `x ← x·c` with one `c` for each row.
  void scale(float[] x, int count, float[] c) {
    for (int r = 0; r < count; r++) {
      scale(x, r * n, (r + 1) * n, c[r]);
    }
  }

  private static void scale(float[] x, int from, int to, float c) {
    for (int i = from; i < to; i++) {
      x[i] = x[i] * c;
    }
  }

  /// `y = a·b`
  void mul(float[] a, float[] b, float[] y, int count) {
    for (int i = 0; i < count * n; i++) {
      y[i] = a[i] * b[i];
    }
  }

  /// `y ← y + a`
  void add(float[] y, float[] a, int count) {
    for (int i = 0; i < count * n; i++) {
      y[i] = y[i] + a[i];
    }
  }

  /// `y ← y − a`
  void sub(float[] y, float[] a, int count) {
    for (int i = 0; i < count * n; i++) {
      y[i] = y[i] - a[i];
    }
  }

  /// Adds each row of a block to sums for every column, in order; those begin at `at`.
  void addTo(double[] sums, int at, float[] x, int count) {
    for (int r = 0; r < count; r++) {
      sum.add(sums, at, n, x, r * n);
    }
  }
}
