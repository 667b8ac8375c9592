package jacobi.backend.cpu.fused.vector;

/// What is done to many short rows at once.
public interface ShortRows {
  /// `y[yAt + i·yStep + j] = x[xAt + i·xStep + j]` for `i < rows`, `j < columns`.
  void copy(float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int rows, int columns);

  /// The greatest element of each window of 2×2 side by side, and its place in the plane: of a tie
  /// the first, and the first NaN before everything.
  ///
  /// @param x the plane, from `xAt` on, its rows `width` long
  /// @param rows rows of windows
  /// @param columns windows of a row
  /// @param y the greatest elements, from `yAt` on
  /// @param places where they are, from `placesAt` on
  void quarters(
      float[] x,
      int xAt,
      int width,
      int rows,
      int columns,
      float[] y,
      int yAt,
      int[] places,
      int placesAt);

  /// The way that serves now.
  ///
  /// @param elements how much work it is for; enough of it has the vector code warmed
  static ShortRows now(int elements) {
    return RowsWarming.shared().now(elements);
  }
}
