package jacobi.models.vision;

import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.random.Seed;
import jacobi.tensor.Tensor;

/// A perceptron with one hidden layer and dropout: 784 → 256 → 10.
///
/// @param drop the probability that a hidden unit is dropped in training
public record Mlp(Linear hidden, Linear out, double drop) implements Module {
  static Mlp of(double drop, Seed seed) {
    return new Mlp(
        Linear.of(784, 256, seed.at("hidden")), Linear.of(256, 10, seed.at("out")), drop);
  }

  @Override
  public Tensor apply(Tensor x) {
    return out.apply(hidden.apply(x.flatten(1)).relu().dropout(drop));
  }
}
