package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.kernel.ColumnSums;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.spi.Operand;
import jacobi.type.Shape;

/// What recurrent ops do to all steps of a sequence at once. Sums of gates are rows of `4·H`, for
/// each step and each row of the batch. One call's.
final class Sequence {
  /// Blocks of `hidden` in a row of sums.
  static final int BLOCKS = 4;

  private final int steps;
  private final int batch;
  private final int in;
  private final int hidden;
  private final Matrix<float[]> a = new Matrix<>();
  private final Matrix<float[]> b = new Matrix<>();
  private final Matrix<float[]> c = new Matrix<>();

  /// The sequence of an input [T, N, in] and a state [N, H].
  Sequence(Shape x, Shape h) {
    steps = (int) x.size(0);
    batch = (int) x.size(1);
    in = (int) x.size(2);
    hidden = (int) h.size(1);
  }

  int steps() {
    return steps;
  }

  int batch() {
    return batch;
  }

  int hidden() {
    return hidden;
  }

  int rows() {
    return steps * batch;
  }

  /// Elements of a row of sums.
  int width() {
    return BLOCKS * hidden;
  }

  /// Where a unit of a row of a step lies in a state [T, N, H].
  int state(int step, int row, int unit) {
    return (step * batch + row) * hidden + unit;
  }

  /// Where a unit of a block lies among the sums.
  int sum(int step, int row, int block, int unit) {
    return (step * batch + row) * width() + block * hidden + unit;
  }

  /// Puts a matrix where the state that a step begins with lies, from a row and a unit on.
  void before(Matrix<float[]> to, Operand first, Operand all, int t, int row, int unit) {
    Operand from = t == 0 ? first : all;
    int at = from.at() + state(Math.max(t - 1, 0), row, unit);
    to.put(from.floats(), at, hidden);
  }

  /// `sums ← bias + x·Wᵀ`, the product in the first blocks of each row.
  void project(Operand x, Operand w, float[] bias, float[] sums, int at) {
    for (int row = 0; row < rows(); row++) {
      System.arraycopy(bias, 0, sums, at + row * width(), width());
    }
    int outputs = (int) w.shape().size(0);
    put(a, x, in);
    b.put(w.floats(), w.at(), 1, in);
    Gemm.shared().f32(rows(), outputs, in, a, b, c.put(sums, at, width()), true);
  }

  private static Matrix<float[]> put(Matrix<float[]> matrix, Operand x, int columns) {
    return matrix.put(x.floats(), x.at(), columns);
  }

  /// `x̄ = P̄·W` and `W̄ = P̄ᵀ·X`, with the first rows of the sums.
  void input(float[] sums, Operand x, Operand w, Operand xBack, Operand wBack) {
    int outputs = (int) w.shape().size(0);
    a.put(sums, 0, width());
    Gemm.shared().f32(rows(), in, outputs, a, put(b, w, in), put(c, xBack, in), false);
    a.put(sums, 0, 1, width());
    Gemm.shared().f32(outputs, in, rows(), a, put(b, x, in), put(c, wBack, in), false);
  }

  /// Rows `from …` of `W̄ = P̄ᵀ·H` with `count` columns of the sums from a block on; `H` is the
  /// first state and then all results but the last.
  void state(
      float[] sums, int block, int count, Operand first, Operand y, Operand wBack, int from) {
    a.put(sums, block * hidden, 1, width());
    c.put(wBack.floats(), wBack.at() + from * hidden, hidden);
    Gemm.shared().f32(count, hidden, batch, a, put(b, first, hidden), c, false);
    a.put(sums, block * hidden + batch * width(), 1, width());
    Gemm.shared().f32(count, hidden, rows() - batch, a, put(b, y, hidden), c, true);
  }

  /// The sum of all rows: of `count` columns of the sums from a block on.
  void bias(float[] sums, int block, int count, Operand y, int at, Workers workers) {
    ColumnSums of = ColumnSums.SPARE.take();
    of.run(sums, block * hidden, rows(), width(), count, y.floats(), y.at() + at, workers);
    ColumnSums.SPARE.give(of);
  }
}
