package jacobi.models.nn;

import jacobi.tensor.Tensor;

/// The greatest element of each `window × window` block of [N, C, H, W].
///
/// @param window rows and columns of a block
/// @param stride from one block to the next
/// @param padding added all around
public record MaxPool2d(long window, long stride, long padding) implements Module {

  /// Blocks side by side.
  public static MaxPool2d of(long window) {
    return new MaxPool2d(window, window, 0);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.maxPool2d(window, stride, padding);
  }
}
