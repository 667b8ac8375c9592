package jacobi.backend.cpu.fused;

import jacobi.op.Conv2d;
import jacobi.type.Shape;
import java.util.Arrays;

/// The patches of one group of channels of one image as a matrix `[C·KH·KW, OH·OW]`, and the
/// adjoint that adds patches back.
record Patches(
    Conv2d op,
    int channels,
    int height,
    int width,
    int windowHeight,
    int windowWidth,
    int rows,
    int columns) {

  static Patches of(Conv2d op, Shape x, long windowHeight, long windowWidth, Shape y) {
    return new Patches(
        op,
        (int) x.size(1) / op.groups(),
        (int) x.size(2),
        (int) x.size(3),
        (int) windowHeight,
        (int) windowWidth,
        (int) y.size(2),
        (int) y.size(3));
  }

  /// Rows of the matrix.
  int depth() {
    return channels * windowHeight * windowWidth;
  }

  /// Columns of the matrix.
  int positions() {
    return rows * columns;
  }

  /// Elements of the channels.
  int elements() {
    return channels * height * width;
  }

  private interface Line {
    /// One row of positions: `count` columns of the matrix at `to` meet the image from `from` on
    /// with a step; `before` columns lie in the padding.
    void run(int to, int from, int step, int before, int count);
  }

  /// Calls for every row of positions of every row of the matrix.
  private void each(int xAt, Line line) {
    int stepDown = (int) op.rows().stride();
    int step = (int) op.columns().stride();
    int at = 0;
    for (int c = 0; c < channels; c++) {
      for (int k = 0; k < windowHeight; k++) {
        for (int l = 0; l < windowWidth; l++) {
          int left = l * (int) op.columns().dilation() - (int) op.columns().padding();
          int before = Math.min(columns, left < 0 ? (-left + step - 1) / step : 0);
          int past = width - left <= 0 ? 0 : (width - left + step - 1) / step;
          int count = Math.max(Math.min(columns, past) - before, 0);
          int top = k * (int) op.rows().dilation() - (int) op.rows().padding();
          for (int i = 0; i < rows; i++, at += columns) {
            int row = i * stepDown + top;
            boolean inside = row >= 0 && row < height;
            int from = xAt + (c * height + row) * width + left + before * step;
            line.run(at, from, step, inside ? before : 0, inside ? count : 0);
          }
        }
      }
    }
  }

  void gather(float[] x, int xAt, float[] matrix) {
    each(
        xAt,
        (to, from, step, before, count) -> {
          Arrays.fill(matrix, to, to + before, 0);
          if (step == 1) {
            System.arraycopy(x, count == 0 ? 0 : from, matrix, to + before, count);
          } else {
            for (int j = 0; j < count; j++) {
              matrix[to + before + j] = x[from + j * step];
            }
          }
          Arrays.fill(matrix, to + before + count, to + columns, 0);
        });
  }

  void scatter(float[] matrix, float[] x, int xAt) {
    each(
        xAt,
        (to, from, step, before, count) -> {
          for (int j = 0; j < count; j++) {
            x[from + j * step] += matrix[to + before + j];
          }
        });
  }
}
