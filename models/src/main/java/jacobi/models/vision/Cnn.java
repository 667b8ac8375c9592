package jacobi.models.vision;

import jacobi.models.nn.Conv2d;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.random.Seed;
import jacobi.tensor.Tensor;

/// Convolutions with 16 and 32 channels, each pooled; then 1568 → 128 → 10 with dropout.
///
/// @param drop the probability that a hidden unit is dropped in training
public record Cnn(Conv2d near, Conv2d far, Linear hidden, Linear out, double drop)
    implements Module {
  static Cnn of(double drop, Seed seed) {
    return new Cnn(
        Conv2d.same(1, 16, 3, seed.at("near")),
        Conv2d.same(16, 32, 3, seed.at("far")),
        Linear.of(32 * 7 * 7, 128, seed.at("hidden")),
        Linear.of(128, 10, seed.at("out")),
        drop);
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor small = near.apply(x).relu().maxPool2d(2);
    Tensor smaller = far.apply(small).relu().maxPool2d(2);
    return out.apply(hidden.apply(smaller.flatten(1)).relu().dropout(drop));
  }
}
