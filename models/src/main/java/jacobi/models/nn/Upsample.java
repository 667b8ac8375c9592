package jacobi.models.nn;

import jacobi.tensor.Interpolation;
import jacobi.tensor.Tensor;

/// Planes [N, C, H, W] made `scale` times as high and wide.
public record Upsample(long scale, Interpolation mode) implements Module {
  @Override
  public Tensor apply(Tensor x) {
    return x.interpolate(scale * x.size(2), scale * x.size(3), mode);
  }
}
