package jacobi.backend.cpu.gemm;

/// Copies of transposed matrices.
public final class Turn {
  /// Rows of a source tile that are transposed while they are in L1.
  private static final int ROWS = 32;

  private Turn() {}

  /// `to[toAt + i·toRow + j] = from[at + i + j·column]` for `i < rows`, `j < columns`.
  public static void copy(
      float[] from, int at, int column, int rows, int columns, float[] to, int toAt, int toRow) {
    for (int i = 0; i < rows; i += ROWS) {
      tile(from, at + i, column, Math.min(ROWS, rows - i), columns, to, toAt + i * toRow, toRow);
    }
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
