package jacobi.models.nn;

import jacobi.tensor.Tensor;

/// Drops elements with probability `p` in training; else does nothing.
public record Dropout(double p) implements Module {
  @Override
  public Tensor apply(Tensor x) {
    return x.dropout(p);
  }
}
