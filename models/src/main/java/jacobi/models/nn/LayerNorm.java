package jacobi.models.nn;

import jacobi.Jacobi;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;

/// Rows with mean 0 and variance 1, then `gain` and `bias`: [rows…, row…] → the same.
///
/// @param gain [row…]
/// @param bias [row…]
/// @param eps what keeps the root of a variance from 0
public record LayerNorm(Parameter gain, Parameter bias, double eps) implements Module {

  /// A layer for rows of this shape, with a gain of 1 and a bias of 0.
  public static LayerNorm of(long... row) {
    return new LayerNorm(Parameter.of(Jacobi.ones(row)), Parameter.of(Jacobi.zeros(row)), 1e-5);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.layerNorm(gain.get(), bias.get(), eps);
  }
}
