package jacobi.models.bench;

import jacobi.models.nn.Conv2d;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.models.nn.Sequential;
import jacobi.models.optim.Adam;
import jacobi.models.optim.Sgd;
import jacobi.random.Seed;
import jacobi.tensor.Tensor;
import java.util.List;

/// Training steps on 16 batches of 64 in turn.
///
/// `mlp` is 784 → 512 → 512 → 10 with rectifiers between, trained by plain descent at a rate of
/// 0.01 or by Adam at 0.001; `cnn` is two 3×3 convolutions of 32 and 64 channels on 28×28 pixels,
/// each with a rectifier and halved by pooling, then 3136 → 128 → 10.
final class Networks {
  private static final Seed SEED = Seed.of(0);

  private Networks() {}

  static List<Workload> all() {
    return List.of(
        new Workload.Training("mlp_sgd", () -> mlp(mlp -> Sgd.of(mlp, 0.01))),
        new Workload.Training("mlp_adam", () -> mlp(mlp -> Adam.of(mlp, 0.001))),
        new Workload.Training(
            "cnn_adam", () -> Steps.of(cnn(), cnn -> Adam.of(cnn, 0.001), 1, 28, 28)));
  }

  private static Steps mlp(Steps.Descent descent) {
    Module mlp =
        Sequential.of(
            Linear.of(784, 512, SEED.at("first")),
            Tensor::relu,
            Linear.of(512, 512, SEED.at("second")),
            Tensor::relu,
            Linear.of(512, Steps.CLASSES, SEED.at("out")));
    return Steps.of(mlp, descent, 784);
  }

  private static Module cnn() {
    return Sequential.of(
        Conv2d.same(1, 32, 3, SEED.at("near")),
        Tensor::relu,
        x -> x.maxPool2d(2),
        Conv2d.same(32, 64, 3, SEED.at("far")),
        Tensor::relu,
        x -> x.maxPool2d(2),
        x -> x.flatten(1),
        Linear.of(64 * 7 * 7, 128, SEED.at("hidden")),
        Tensor::relu,
        Linear.of(128, Steps.CLASSES, SEED.at("out")));
  }
}
