package jacobi.backend.cpu.fused.vector;

/// Short rows element by element.
final class ScalarRows implements ShortRows {
  @Override
  public void copy(
      float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(x, xAt + i * xStep, y, yAt + i * yStep, columns);
    }
  }

  @Override
  public void quarters(
      float[] x,
      int xAt,
      int width,
      int rows,
      int columns,
      float[] y,
      int yAt,
      int[] places,
      int placesAt) {
    for (int i = 0; i < rows; i++) {
      int to = i * columns;
      row(x, xAt, width, 2 * i * width, columns, y, yAt + to, places, placesAt + to);
    }
  }

  /// A row of windows, without a branch that depends on the elements, for nobody foretells them:
  /// the greatest by a tree, then the first that equals it. Where that is NaN nothing does, which
  /// is rare.
  ///
  /// @param at where the row begins in the plane
  static void row(
      float[] x,
      int xAt,
      int width,
      int at,
      int columns,
      float[] y,
      int yAt,
      int[] places,
      int placesAt) {
    for (int j = 0; j < columns; j++) {
      int first = at + 2 * j;
      int k = xAt + first;
      float a = x[k];
      float c = x[k + width];
      float upper = Math.max(a, x[k + 1]);
      float lower = Math.max(c, x[k + width + 1]);
      float most = Math.max(upper, lower);
      int above = a == upper ? 0 : 1;
      int below = c == lower ? width : width + 1;
      int winner = upper == most ? above : below;
      if (Float.isNaN(most)) {
        winner = firstNaN(x, k, width);
      }
      y[yAt + j] = x[k + winner];
      places[placesAt + j] = first + winner;
    }
  }

  private static int firstNaN(float[] x, int at, int width) {
    if (Float.isNaN(x[at])) {
      return 0;
    }
    if (Float.isNaN(x[at + 1])) {
      return 1;
    }
    return Float.isNaN(x[at + width]) ? width : width + 1;
  }
}
