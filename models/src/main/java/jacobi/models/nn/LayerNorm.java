package jacobi.models.nn;

import static jacobi.tensor.Keep.KEEP;

import jacobi.Jacobi;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;

/// `(x − mean)/√(variance + ε)·weight + bias` over the last axis.
///
/// @param weight [width]
/// @param bias [width]
/// @param epsilon keeps the root from zero
public record LayerNorm(Parameter weight, Parameter bias, double epsilon) implements Module {
  private static final double EPSILON = 1e-5;

  /// A norm that changes neither scale nor mean.
  public static LayerNorm of(long width) {
    return new LayerNorm(
        Parameter.of(Jacobi.ones(width)), Parameter.of(Jacobi.zeros(width)), EPSILON);
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor centered = x.sub(x.mean(-1, KEEP));
    Tensor deviation = centered.square().mean(-1, KEEP).add(epsilon).sqrt();
    return centered.div(deviation).mul(weight.get()).add(bias.get());
  }
}
