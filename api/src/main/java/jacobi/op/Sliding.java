package jacobi.op;

import jacobi.type.Layout;
import jacobi.type.ShapeException;

/// How a window slides along one axis.
///
/// @param stride from one position to the next, at least 1
/// @param padding added at either end, at least 0
/// @param dilation from one element of the window to the next, at least 1
public record Sliding(long stride, long padding, long dilation) {
  /// Refuses what cannot slide.
  ///
  /// @throws ShapeException if a number is too small
  public Sliding {
    if (stride < 1 || padding < 0 || dilation < 1) {
      throw new ShapeException(
          "stride %d, padding %d, dilation %d: stride and dilation are at least 1, padding 0"
              .formatted(stride, padding, dilation));
    }
  }

  /// Windows that slide by `stride` over an axis padded by `padding`.
  public static Sliding of(long stride, long padding) {
    return new Sliding(stride, padding, 1);
  }

  /// `⌊(length + 2·padding − dilation·(window − 1) − 1) / stride⌋ + 1` positions.
  ///
  /// @throws ShapeException if no window fits
  public long positions(long length, long window) {
    return Layout.positions(length + 2 * padding, window, stride, dilation);
  }

  /// Throws unless every window of a pooling holds at least one element: what lies in the padding
  /// alone has no greatest and no mean.
  void meets(Op op, String axis, long window, long length) {
    long positions = positions(length, window);
    for (long p = 0; p < positions; p++) {
      long first = p * stride - padding;
      long skipped = first < 0 ? (-first + dilation - 1) / dilation : 0;
      Check.shape(
          skipped < window && first + skipped * dilation < length,
          "%s: the window of %d %s at position %d lies in the padding alone",
          op.name(),
          window,
          axis,
          p);
    }
  }
}
