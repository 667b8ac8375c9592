package jacobi.models.nn;

import jacobi.tensor.Tensor;

/// Each example as one row: [N, …] → [N, elements].
public record Flatten() implements Module {
  @Override
  public Tensor apply(Tensor x) {
    return x.flatten(1);
  }
}
