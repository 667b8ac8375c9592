package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.gemm.Turn;
import jacobi.backend.cpu.product.MatMulKernel;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Shape;

/// The operands of an attention: stacks of matrices, one for each head of each item of a batch.
///
/// @param call whose operands they are
/// @param first which of them the queries are; keys and values follow
record Heads(OpCall call, int first, int count, int queries, int keys, int width, int depth) {
  /// Queries, keys and values from operand `first` on.
  static Heads of(OpCall call, int first) {
    Shape q = call.in(first).shape();
    Shape k = call.in(first + 1).shape();
    Shape v = call.in(first + 2).shape();
    int count = (int) q.batch().elements();
    return new Heads(call, first, count, size(q, -2), size(k, -2), size(q, -1), size(v, -1));
  }

  /// Queries, [queries, width].
  Operand q() {
    return call.in(first);
  }

  /// Keys, [keys, width].
  Operand k() {
    return call.in(first + 1);
  }

  /// Values, [keys, depth].
  Operand v() {
    return call.in(first + 2);
  }

  private static int size(Shape shape, int axis) {
    return (int) shape.size(axis);
  }

  /// Puts a matrix where that of a head lies; its rows are dense.
  static void put(Matrix<float[]> matrix, Operand of, int head) {
    MatMulKernel.put(matrix, of.floats(), of.layout(), head);
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
