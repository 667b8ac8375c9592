package jacobi.models.bench;

import jacobi.models.nn.Module;
import jacobi.models.optim.Optimizer;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/// The training of a classifier, a batch a step; what a step makes is freed at its end.
final class Steps implements DoubleSupplier {
  static final int CLASSES = 10;

  private static final int BATCHES = 16;
  private static final int BATCH = 64;

  private final Module model;
  private final Optimizer optimizer;
  private final List<Tensor> x = new ArrayList<>();
  private final List<Tensor> labels = new ArrayList<>();
  private int next;

  private Steps(Module model, Optimizer optimizer) {
    this.model = model;
    this.optimizer = optimizer;
  }

  /// How a model is trained.
  interface Descent {
    Optimizer of(Module model);
  }

  /// @param shape of one example
  static Steps of(Module model, Descent descent, long... shape) {
    var steps = new Steps(model, descent.of(model));
    long[] batch = new long[shape.length + 1];
    batch[0] = BATCH;
    System.arraycopy(shape, 0, batch, 1, shape.length);
    for (int i = 0; i < BATCHES; i++) {
      steps.x.add(Operands.normal(i, batch));
      steps.labels.add(Operands.labels(100 + i, BATCH, CLASSES));
    }
    return steps;
  }

  @Override
  public double getAsDouble() {
    int batch = next++ % BATCHES;
    return Scope.run(scope -> {
      Tensor loss = model.apply(x.get(batch)).crossEntropy(labels.get(batch));
      optimizer.step(loss);
      return loss.item();
    });
  }
}
