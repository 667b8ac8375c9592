package jacobi.models.nn;

import jacobi.Jacobi;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;

/// Rows with a mean square of 1, then `gain`: [rows…, row…] → the same.
///
/// @param gain [row…]
/// @param eps what keeps the root of a mean square from 0
public record RmsNorm(Parameter gain, double eps) implements Module {

  /// A layer for rows of this shape, with a gain of 1.
  public static RmsNorm of(long... row) {
    return new RmsNorm(Parameter.of(Jacobi.ones(row)), 1e-5);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.rmsNorm(gain.get(), eps);
  }
}
