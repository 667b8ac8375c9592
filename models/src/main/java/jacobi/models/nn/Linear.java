package jacobi.models.nn;

import jacobi.Jacobi;
import jacobi.random.Seed;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;

/// The fully connected layer `Y = X·Wᵀ + b`: `[batch, in]` → `[batch, out]`.
///
/// @param weight `[out, in]`
/// @param bias `[out]`
public record Linear(Parameter weight, Parameter bias) implements Module {

  /// A layer with He's first weights and a bias of zero.
  public static Linear of(long in, long out, Seed seed) {
    return new Linear(
        Parameter.of(Initial.he(seed.at("weight"), in, out, in)), Parameter.of(Jacobi.zeros(out)));
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.linear(weight.get(), bias.get());
  }
}
