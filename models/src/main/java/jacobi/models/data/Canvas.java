package jacobi.models.data;

/// A small grey picture that round-tipped strokes are drawn on.
final class Canvas {
  private final int size;
  private final float[] ink;

  /// An empty canvas of `size` by `size` pixels.
  Canvas(int size) {
    this.size = size;
    this.ink = new float[size * size];
  }

  /// The darkness of every pixel, row-major, from 0 to 1.
  float[] ink() {
    return ink;
  }

  /// Draws a segment `width` pixels wide; a pixel takes the larger of the old and the new ink,
  /// which falls from 1 to 0 over one pixel at the edge.
  void segment(double x0, double y0, double x1, double y1, double width) {
    double reach = width / 2 + 0.5;
    int left = clamp(Math.min(x0, x1) - reach);
    int right = clamp(Math.max(x0, x1) + reach);
    int top = clamp(Math.min(y0, y1) - reach);
    int bottom = clamp(Math.max(y0, y1) + reach);
    double dx = x1 - x0;
    double dy = y1 - y0;
    double scale = 1 / Math.max(dx * dx + dy * dy, 1e-9);
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double along = ((x - x0) * dx + (y - y0) * dy) * scale;
        double t = Math.max(0, Math.min(1, along));
        double ex = x - x0 - t * dx;
        double ey = y - y0 - t * dy;
        float cover = (float) (reach - Math.sqrt(ex * ex + ey * ey));
        int at = y * size + x;
        ink[at] = Math.max(ink[at], Math.min(1f, cover));
      }
    }
  }

  private int clamp(double coordinate) {
    return (int) Math.max(0, Math.min(size - 1, coordinate));
  }
}
