package jacobi.tensor;

import jacobi.op.Check;
import jacobi.op.Sliding;
import jacobi.type.ShapeException;

/// Signals as planes, and sizes.
final class Planes {
  /// How a window of one row slides over one row.
  static final Sliding STILL = Sliding.of(1, 0);

  private Planes() {}

  /// A signal [N, C, L] as a plane of one row, [N, C, 1, L].
  ///
  /// One row, not one column: a row of a window is contiguous, which the kernels live on. On the
  /// CPU backend a convolution of columns took ten times as long.
  static Tensor row(String what, Tensor x) {
    Check.shape(x.rank() == 3, "%s wants three axes, as [N, C, L], got %s", what, x.shape());
    return x.unsqueeze(2);
  }

  /// The length of an axis after a transposed convolution.
  ///
  /// @throws ShapeException if the convolution would not lead back to `length`
  static long transposed(String axis, long length, long window, Sliding along, long more) {
    Check.shape(
        more >= 0 && more < along.stride(),
        "convTranspose2d: output padding %d of the %s must be at least 0 and below the stride %d",
        more,
        axis,
        along.stride());
    long reach = along.dilation() * (window - 1) + 1;
    long result = (length - 1) * along.stride() - 2 * along.padding() + reach + more;
    Check.shape(
        length >= 1 && result >= 1,
        "convTranspose2d: %d %s and a window of %d with padding %d leave nothing",
        length,
        axis,
        window,
        along.padding());
    return result;
  }
}
