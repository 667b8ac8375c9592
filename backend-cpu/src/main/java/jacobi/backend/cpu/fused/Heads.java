package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.gemm.Turn;
import jacobi.backend.cpu.product.MatMulKernel;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Shape;

/// The operands of an attention: stacks of matrices, one for each head of each item of a batch.
///
/// @param q queries, [queries, width]
/// @param k keys, [keys, width]
/// @param v values, [keys, depth]
record Heads(Operand q, Operand k, Operand v) {
  /// Queries, keys and values from operand `first` on.
  static Heads of(OpCall call, int first) {
    return new Heads(call.in(first), call.in(first + 1), call.in(first + 2));
  }

  int count() {
    return (int) q.shape().batch().elements();
  }

  int queries() {
    return size(q.shape(), -2);
  }

  int keys() {
    return size(k.shape(), -2);
  }

  int width() {
    return size(q.shape(), -1);
  }

  int depth() {
    return size(v.shape(), -1);
  }

  private static int size(Shape shape, int axis) {
    return (int) shape.size(axis);
  }

  /// The matrix of a head; its rows are dense.
  static Matrix<float[]> matrix(Operand of, int head) {
    return MatMulKernel.matrix(of.floats(), of.layout(), head);
  }

  /// Some rows of a matrix, times a number.
  static void scale(
      Matrix<float[]> from, int row, int rows, int columns, float factor, float[] to) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(from.array(), from.at() + (row + r) * from.row(), to, r * columns, columns);
    }
    for (int i = 0; i < rows * columns; i++) {
      to[i] = to[i] * factor;
    }
  }

  /// Some rows of a matrix as columns, `[columns, rows]`.
  static void turn(Matrix<float[]> from, int row, int rows, int columns, float[] to) {
    int at = from.at() + row * from.row();
    Turn.copy(from.array(), at, from.row(), columns, rows, to, 0, rows);
  }
}
