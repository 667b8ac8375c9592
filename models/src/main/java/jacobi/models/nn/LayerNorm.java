package jacobi.models.nn;

import static jacobi.tensor.Keep.KEEP;

import jacobi.Jacobi;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;

/// `(x − mean)/√(variance + eps)·gain + bias` over the last axis.
///
/// @param gain [width]
/// @param bias [width]
/// @param eps what keeps the root of a variance from 0
public record LayerNorm(Parameter gain, Parameter bias, double eps) implements Module {
  private static final double EPSILON = 1e-5;

  /// A norm that changes neither scale nor mean.
  public static LayerNorm of(long width) {
    return new LayerNorm(
        Parameter.of(Jacobi.ones(width)), Parameter.of(Jacobi.zeros(width)), EPSILON);
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor centered = x.sub(x.mean(-1, KEEP));
    Tensor deviation = centered.square().mean(-1, KEEP).add(eps).sqrt();
    return centered.div(deviation).mul(gain.get()).add(bias.get());
  }
}
