package jacobi.models.nn;

import jacobi.tensor.Tensor;

/// The means of `height × width` parts of [N, C, H, W], whatever its size.
public record AdaptiveAvgPool2d(long height, long width) implements Module {
  @Override
  public Tensor apply(Tensor x) {
    return x.adaptiveAvgPool2d(height, width);
  }
}
