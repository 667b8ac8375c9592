package jacobi.tensor;

import jacobi.op.Check;
import jacobi.type.ShapeException;
import java.util.List;

/// Signals [N, C, L] and planes [N, C, H, W] brought to a size that is asked for.
public sealed interface Resampling permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// The means of `length` parts of [N, C, L], as even as they can be: part `i` is `⌊i·L/length⌋ …
  /// ⌈(i + 1)·L/length⌉ − 1`.
  default Tensor adaptiveAvgPool1d(long length) {
    return Planes.row("adaptiveAvgPool1d", self()).adaptiveAvgPool2d(1, length).squeeze(2);
  }

  /// The means of `height × width` parts of [N, C, H, W] ([#adaptiveAvgPool1d] down and across).
  ///
  /// @throws ShapeException unless there are four axes, and elements along the last two
  default Tensor adaptiveAvgPool2d(long height, long width) {
    Tensor x = Adaptive.planes("adaptiveAvgPool2d", self(), height, width);
    if (height == 1 && width == 1) {
      return x.mean(2, 3).reshape(x.size(0), x.size(1), 1, 1);
    }
    return Adaptive.average(x, new Parts(x.size(2), height), new Parts(x.size(3), width));
  }

  /// The greatest elements of `length` parts of [N, C, L] ([#adaptiveAvgPool1d]).
  default Tensor adaptiveMaxPool1d(long length) {
    return Planes.row("adaptiveMaxPool1d", self()).adaptiveMaxPool2d(1, length).squeeze(2);
  }

  /// The greatest elements of `height × width` parts of [N, C, H, W] ([#adaptiveAvgPool2d]); the
  /// first of a tie gets the gradient.
  ///
  /// @throws ShapeException unless there are four axes, and elements along the last two
  default Tensor adaptiveMaxPool2d(long height, long width) {
    Tensor x = Adaptive.planes("adaptiveMaxPool2d", self(), height, width);
    return Adaptive.greatest(x, new Parts(x.size(2), height), new Parts(x.size(3), width));
  }

  /// The planes of [N, C, H, W] brought to `height × width`.
  ///
  /// @throws ShapeException unless there are four axes, and elements along the last two
  default Tensor interpolate(long height, long width, Interpolation mode) {
    Tensor x = Adaptive.planes("interpolate", self(), height, width);
    return switch (mode) {
      case NEAREST -> Adaptive.nearest(Adaptive.nearest(x, 3, width), 2, height);
      case BILINEAR -> Adaptive.linear(Adaptive.linear(x, 3, width), 2, height);
    };
  }

  /// More elements before and after each axis, copies of what is there.
  ///
  /// @param low how many before each axis
  /// @param high how many after each axis
  /// @throws ShapeException if the lists do not fit, or an axis to be continued is empty
  default Tensor pad(List<Long> low, List<Long> high, PadMode mode) {
    Tensor y = self();
    Check.shape(
        low.size() == y.rank() && high.size() == y.rank(),
        "pad of %s wants %d numbers at each end, got %s and %s",
        y.shape(),
        y.rank(),
        low,
        high);
    for (int axis = 0; axis < y.rank(); axis++) {
      y = Adaptive.extend(y, axis, low.get(axis), high.get(axis), mode);
    }
    return y;
  }
}
