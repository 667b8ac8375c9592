package jacobi.models.tabular;

import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.random.Seed;
import jacobi.tensor.Tensor;

/// A perceptron with one hidden layer and dropout: [batch, features] → logits [batch, classes].
///
/// @param drop the probability that a hidden unit is dropped in training
public record Perceptron(Linear hidden, Linear out, double drop) implements Module {
  /// A fresh model.
  public static Perceptron of(int features, int width, int classes, double drop, Seed seed) {
    return new Perceptron(
        Linear.of(features, width, seed.at("hidden")),
        Linear.of(width, classes, seed.at("out")),
        drop);
  }

  @Override
  public Tensor apply(Tensor x) {
    return out.apply(hidden.apply(x).relu().dropout(drop));
  }
}
