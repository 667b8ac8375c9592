package jacobi.models.nn;

import jacobi.tensor.Tensor;

/// The mean of each `window × window` block of [N, C, H, W], zeros of the padding counted.
///
/// @param window rows and columns of a block
/// @param stride from one block to the next
/// @param padding added all around
public record AvgPool2d(long window, long stride, long padding) implements Module {

  /// Blocks side by side.
  public static AvgPool2d of(long window) {
    return new AvgPool2d(window, window, 0);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.avgPool2d(window, stride, padding);
  }
}
