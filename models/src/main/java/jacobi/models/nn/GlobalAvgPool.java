package jacobi.models.nn;

import jacobi.tensor.Tensor;

/// The mean of each signal or plane: [N, C, L] or [N, C, H, W] → [N, C].
public record GlobalAvgPool() implements Module {
  @Override
  public Tensor apply(Tensor x) {
    return x.flatten(2).mean(2);
  }
}
