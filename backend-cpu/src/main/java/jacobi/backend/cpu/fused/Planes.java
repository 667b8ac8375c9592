package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.fused.vector.ShortRows;
import jacobi.backend.cpu.gemm.Scattered;
import jacobi.backend.cpu.gemm.Turn;
import jacobi.op.Conv2d;
import jacobi.type.Shape;
import java.util.Arrays;

/// Channels of one image within their padding, where a window that slides by 1 finds its patches as
/// they are: row `(c, k, l)` of the matrix of patches is one stretch of channel `c`, further on by
/// `k` rows and `l` columns.
///
/// ```text
/// patches[(c,k,l), i·pitch + j] = planes[c·plane + (i + k·d)·pitch + (j + l·d)]
/// ```
///
/// Rows share their padding: what is right of one is left of the next. So a row of positions is
/// wider than those of the result, and the last `pitch − columns` of each are of no meaning.
final class Planes {
  /// Reading an element of a patch costs about a quarter of adding one to the image.
  private static final int FEW = 4;

  final int rows;
  final int columns;
  final int channels;
  private final int height;
  private final int width;
  private final int top;
  private final int left;
  private final int pitch;
  private final int plane;
  private final int[] offsets;
  private final int elements;
  private final Family family;

  /// Rows of the matrix of patches that lie evenly in the planes: row `first + i·rows` begins at
  /// `offsets()[first] + i·step` for `i < count`, for every `first` below `rows`, in each of `depth
  /// / (count·rows)` stretches.
  record Family(int count, int rows, int step) {}

  private Planes(
      Conv2d op, int channels, Shape x, int top, int left, int windowHeight, int windowWidth) {
    int down = (int) op.rows().dilation();
    int across = (int) op.columns().dilation();
    this.channels = channels;
    this.top = top;
    this.left = left;
    height = (int) x.size(2);
    width = (int) x.size(3);
    rows = height + 2 * top - (windowHeight - 1) * down;
    columns = width + 2 * left - (windowWidth - 1) * across;
    pitch = Math.max(width + left, columns);
    plane = (height + 2 * top) * pitch;
    elements = channels * plane + left + Scattered.BEYOND;
    offsets = new int[channels * windowHeight * windowWidth];
    for (int q = 0; q < offsets.length; q++) {
      int k = q / windowWidth % windowHeight;
      int c = q / windowWidth / windowHeight;
      offsets[q] = c * plane + k * down * pitch + q % windowWidth * across;
    }
    family =
        channels >= Math.max(windowHeight, windowWidth)
            ? new Family(channels, windowHeight * windowWidth, plane)
            : windowHeight >= windowWidth
                ? new Family(windowHeight, windowWidth, down * pitch)
                : new Family(windowWidth, 1, across);
  }

  /// Whether a convolution finds its patches this way.
  static boolean serve(Conv2d op) {
    return op.rows().stride() == 1 && op.columns().stride() == 1;
  }

  /// The planes of a convolution's operand.
  static Planes of(Conv2d op, Shape x, int windowHeight, int windowWidth) {
    int top = (int) op.rows().padding();
    int left = (int) op.columns().padding();
    int channels = (int) x.size(1) / op.groups();
    return new Planes(op, channels, x, top, left, windowHeight, windowWidth);
  }

  /// Whether the gradient in a convolution's operand is computed as a convolution of its cotangent:
  /// if padding allows, and unless patches of many outputs would be read for few channels.
  static boolean serveBack(Conv2d op, Shape w) {
    return serve(op)
        && op.rows().padding() <= (w.size(2) - 1) * op.rows().dilation()
        && op.columns().padding() <= (w.size(3) - 1) * op.columns().dilation()
        && w.size(0) <= (long) FEW * op.groups() * w.size(1);
  }

  /// The planes of the cotangent, over which the turned windows slide.
  static Planes back(Conv2d op, Shape g, int windowHeight, int windowWidth) {
    int top = (int) ((windowHeight - 1) * op.rows().dilation() - op.rows().padding());
    int left = (int) ((windowWidth - 1) * op.columns().dilation() - op.columns().padding());
    int channels = (int) g.size(1) / op.groups();
    return new Planes(op, channels, g, top, left, windowHeight, windowWidth);
  }

  /// Rows of the matrix of patches.
  int depth() {
    return offsets.length;
  }

  /// The rows of the matrix of patches as matrices of even steps.
  Family family() {
    return family;
  }

  /// Where each row of the matrix of patches begins in the planes.
  int[] offsets() {
    return offsets;
  }

  /// Columns of the matrix of patches.
  int positions() {
    return (rows - 1) * pitch + columns;
  }

  /// Columns of the product: whole vectors, so that no tile needs a mask.
  int span() {
    return (positions() + Scattered.BEYOND) & -(Scattered.BEYOND + 1);
  }

  /// Columns with a meaning.
  int results() {
    return rows * columns;
  }

  /// Elements of the planes.
  int elements() {
    return elements;
  }

  /// Elements of the channels of an image.
  int image() {
    return channels * height * width;
  }

  /// Puts the channels of an image from `at` on into their padding.
  void load(float[] x, int at, float[] planes) {
    Arrays.fill(planes, 0, elements, 0);
    ShortRows rows = ShortRows.now(image());
    int to = top * pitch + left;
    for (int c = 0; c < channels; c++, to += plane) {
      rows.copy(x, at + c * height * width, width, planes, to, pitch, height, width);
    }
  }

  /// The elements of `count` planes of the result as rows of one, `to[i·pitch + j, o] = y[o, i,
  /// j]`, with zeros for what is of no meaning.
  void turn(float[] y, int at, int count, float[] to) {
    int next = 0;
    for (int i = 0; i < rows; i++, next += pitch * count) {
      int end = next + columns * count;
      Turn.copy(y, at + i * columns, rows * columns, columns, count, to, next, count);
      if (i + 1 < rows) {
        Arrays.fill(to, end, next + pitch * count, 0);
      }
    }
  }

  /// Takes what has a meaning from `count` rows of the product of patches.
  void strip(float[] wide, int count, float[] y, int at) {
    ShortRows lines = ShortRows.now(count * results());
    for (int o = 0; o < count; o++) {
      lines.copy(wide, o * span(), pitch, y, at + o * results(), columns, rows, columns);
    }
  }
}
