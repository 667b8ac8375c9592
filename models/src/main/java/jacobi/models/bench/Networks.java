package jacobi.models.bench;

import jacobi.models.nn.Conv2d;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.models.nn.Sequential;
import jacobi.models.optim.Adam;
import jacobi.models.optim.Optimizer;
import jacobi.models.optim.Sgd;
import jacobi.models.train.Execution;
import jacobi.random.Seed;
import jacobi.tensor.Tensor;
import java.util.List;

/// Training steps on batches of 64.
///
/// `mlp` is 784 → 512 → 512 → 10 with rectifiers between, trained by plain descent at a rate of
/// 0.01 or by Adam at 0.001; `cnn` is two 3×3 convolutions of 32 and 64 channels on 28×28 pixels,
/// each with a rectifier and halved by pooling, then 3136 → 128 → 10.
final class Networks {
  static final int CLASSES = 10;

  private static final Seed SEED = Seed.of(0);
  private static final long BATCH = 64;

  private Networks() {}

  static List<Workload> all() {
    return List.of(
        new Workload.Training("mlp_sgd", how -> mlp(how, mlp -> Sgd.of(mlp, 0.01))),
        new Workload.Training("mlp_adam", how -> mlp(how, mlp -> Adam.of(mlp, 0.001))),
        new Workload.Training("cnn_adam", Networks::cnn));
  }

  /// How a model is trained.
  private interface Descent {
    Optimizer of(Module model);
  }

  private static Steps mlp(Execution how, Descent descent) {
    Module mlp =
        Sequential.of(
            Linear.of(784, 512, SEED.at("first")),
            Tensor::relu,
            Linear.of(512, 512, SEED.at("second")),
            Tensor::relu,
            Linear.of(512, CLASSES, SEED.at("out")));
    return steps(how, mlp, descent.of(mlp), BATCH, 784);
  }

  private static Steps cnn(Execution how) {
    Module cnn =
        Sequential.of(
            Conv2d.same(1, 32, 3, SEED.at("near")),
            Tensor::relu,
            x -> x.maxPool2d(2),
            Conv2d.same(32, 64, 3, SEED.at("far")),
            Tensor::relu,
            x -> x.maxPool2d(2),
            x -> x.flatten(1),
            Linear.of(64 * 7 * 7, 128, SEED.at("hidden")),
            Tensor::relu,
            Linear.of(128, CLASSES, SEED.at("out")));
    return steps(how, cnn, Adam.of(cnn, 0.001), BATCH, 1, 28, 28);
  }

  private static Steps steps(Execution how, Module model, Optimizer optimizer, long... shape) {
    return Steps.of(
        how,
        model,
        optimizer,
        i -> Operands.normal(i, shape),
        i -> Operands.below(CLASSES, 100 + i, BATCH));
  }
}
