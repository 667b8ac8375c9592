package jacobi.tensor;

import jacobi.type.ShapeException;

/// Products of vectors.
public sealed interface Products permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// `Σᵢ aᵢ·bᵢ` of two vectors.
  ///
  /// @throws ShapeException unless both are vectors of one size
  default Tensor dot(Tensor b) {
    if (self().rank() != 1 || !b.shape().equals(self().shape())) {
      throw new ShapeException(
          "dot wants two vectors of one size, got %s and %s".formatted(self().shape(), b.shape()));
    }
    return self().unsqueeze(0).matmul(b.unsqueeze(1)).reshape();
  }

  /// `y[i, j] = aᵢ·bⱼ` of two vectors.
  ///
  /// @throws ShapeException unless both are vectors
  default Tensor outer(Tensor b) {
    if (self().rank() != 1 || b.rank() != 1) {
      throw new ShapeException(
          "outer wants two vectors, got %s and %s".formatted(self().shape(), b.shape()));
    }
    return self().unsqueeze(1).mul(b.unsqueeze(0));
  }
}
