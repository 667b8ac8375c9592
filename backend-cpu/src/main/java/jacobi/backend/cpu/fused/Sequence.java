package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.kernel.ReduceKernel;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Reduce;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Axes;
import jacobi.type.Layout;
import jacobi.type.Shape;

/// What recurrent ops do to all steps of a sequence at once. Sums of gates are rows of `4·H`, for
/// each step and each row of the batch.
///
/// @param steps of the sequence
/// @param batch rows of a step
/// @param in width of the input
/// @param hidden width of the state
record Sequence(int steps, int batch, int in, int hidden) {
  /// Blocks of `hidden` in a row of sums.
  static final int BLOCKS = 4;

  /// The sequence of an input and a state.
  static Sequence of(Shape x, Shape h) {
    return new Sequence((int) x.size(0), (int) x.size(1), (int) x.size(2), (int) h.size(1));
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

  /// The state that a step begins with, from a row and a unit on.
  Matrix<float[]> before(Operand first, Operand all, int t, int row, int unit) {
    Operand from = t == 0 ? first : all;
    int at = from.at() + state(Math.max(t - 1, 0), row, unit);
    return Matrix.rowMajor(from.floats(), at, hidden);
  }

  /// `sums ← bias + x·Wᵀ`, the product in the first blocks of each row.
  void project(Operand x, Operand w, float[] bias, float[] sums, int at) {
    for (int row = 0; row < rows(); row++) {
      System.arraycopy(bias, 0, sums, at + row * width(), width());
    }
    int outputs = (int) w.shape().size(0);
    var transposed = matrix(w, in).transposed();
    var result = Matrix.rowMajor(sums, at, width());
    Gemm.shared().f32(rows(), outputs, in, matrix(x, in), transposed, result, true);
  }

  private static Matrix<float[]> matrix(Operand x, int columns) {
    return Matrix.rowMajor(x.floats(), x.at(), columns);
  }

  /// `x̄ = P̄·W` and `W̄ = P̄ᵀ·X`, with the first rows of the sums.
  void input(float[] sums, Operand x, Operand w, Operand xBack, Operand wBack) {
    int outputs = (int) w.shape().size(0);
    var p = Matrix.rowMajor(sums, 0, width());
    Gemm.shared().f32(rows(), in, outputs, p, matrix(w, in), matrix(xBack, in), false);
    var result = matrix(wBack, in);
    Gemm.shared().f32(outputs, in, rows(), p.transposed(), matrix(x, in), result, false);
  }

  /// Rows `from …` of `W̄ = P̄ᵀ·H` with `count` columns of the sums from a block on; `H` is the
  /// first state and then all results but the last.
  void state(
      float[] sums, int block, int count, Operand first, Operand y, Operand wBack, int from) {
    var p = Matrix.rowMajor(sums, block * hidden, width()).transposed();
    var result = Matrix.rowMajor(wBack.floats(), wBack.at() + from * hidden, hidden);
    Gemm.shared().f32(count, hidden, batch, p, matrix(first, hidden), result, false);
    var later = p.shifted(batch * width());
    Gemm.shared().f32(count, hidden, rows() - batch, later, matrix(y, hidden), result, true);
  }

  /// The sum of all rows: of `count` columns of the sums from a block on.
  void bias(float[] sums, int block, int count, Operand y, int at, Workers workers) {
    long[] strides = {width(), 1};
    var x = Layout.of(Shape.of(rows(), count), strides, (long) block * hidden);
    var to = Layout.of(Shape.of(count), new long[] {1}, y.at() + at);
    Operand[] in = {new Operand(HostBuffer.over(sums), x)};
    Operand[] out = {new Operand(y.buffer(), to)};
    var op = new Reduce(Reduce.Kind.SUM, new Axes(1));
    ReduceKernel.run(op, new OpCall(op, in, out, null), workers);
  }
}
