package jacobi.tensor;

import jacobi.op.CumProd;
import jacobi.op.CumSum;
import jacobi.op.Prod;
import jacobi.type.Axes;

/// Products, and sums and products on the way along an axis.
public sealed interface Scans permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// `yᵢ = x₀ + … + xᵢ` along an axis.
  default Tensor cumsum(int axis) {
    return self().engine().apply(new CumSum(self().shape().axis(axis)), self());
  }

  /// `yᵢ = x₀ · … · xᵢ` along an axis; the gradient is right beside zeros.
  default Tensor cumprod(int axis) {
    return self().engine().apply(new CumProd(self().shape().axis(axis)), self());
  }

  /// `Π x` over the axes, all of them if none is named; 1 over nothing. The gradient is right
  /// beside zeros.
  default Tensor prod(int... axes) {
    return self().engine().apply(new Prod(Axes.of(self().shape(), axes)), self());
  }
}
