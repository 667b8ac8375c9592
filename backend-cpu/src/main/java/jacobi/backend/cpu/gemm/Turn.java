package jacobi.backend.cpu.gemm;

import jacobi.backend.cpu.gemm.vector.Turning;

/// Copies of transposed matrices.
public final class Turn {
  /// Rows of a source tile that are transposed while they are in L1.
  private static final int ROWS = 32;

  private static final boolean VECTORS = Gemm.vectorApi();

  private Turn() {}

  /// `to[toAt + i·toRow + j] = from[at + i + j·column]` for `i < rows`, `j < columns`.
  public static void copy(
      float[] from, int at, int column, int rows, int columns, float[] to, int toAt, int toRow) {
    boolean large = rows >= Turning.SIDE && columns >= Turning.SIDE && VECTORS;
    boolean blocks = large && Turning.isReady(rows * columns);
    for (int i = 0; i < rows; i += ROWS) {
      int count = Math.min(ROWS, rows - i);
      int t = toAt + i * toRow;
      if (blocks) {
        blocks(from, at + i, column, count, columns, to, t, toRow);
      } else {
        tile(from, at + i, column, count, columns, to, t, toRow);
      }
    }
  }

  /// In blocks as far as they go.
  private static void blocks(
      float[] from, int at, int column, int rows, int columns, float[] to, int toAt, int toRow) {
    int side = Turning.SIDE;
    int whole = rows / side * side;
    int j = 0;
    for (; j + side <= columns; j += side) {
      Turning.strip(from, at + j * column, column, whole, to, toAt + j, toRow);
    }
    tile(from, at + whole, column, rows - whole, j, to, toAt + whole * toRow, toRow);
    tile(from, at + j * column, column, rows, columns - j, to, toAt + j, toRow);
  }

  private static void tile(
      float[] from, int at, int column, int rows, int columns, float[] to, int toAt, int toRow) {
    int j = 0;
    for (; j + 4 <= columns; j += 4) {
      int f0 = at + j * column;
      int f1 = f0 + column;
      int f2 = f1 + column;
      int f3 = f2 + column;
      for (int i = 0; i < rows; i++) {
        int t = toAt + i * toRow + j;
        to[t] = from[f0 + i];
        to[t + 1] = from[f1 + i];
        to[t + 2] = from[f2 + i];
        to[t + 3] = from[f3 + i];
      }
    }
    for (; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        to[toAt + i * toRow + j] = from[at + j * column + i];
      }
    }
  }
}
