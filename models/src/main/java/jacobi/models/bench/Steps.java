package jacobi.models.bench;

import jacobi.models.nn.Module;
import jacobi.models.optim.Optimizer;
import jacobi.models.train.Execution;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;

/// The training of a classifier, one of 16 batches a step in turn; what a step makes is freed at
/// its end.
final class Steps implements DoubleSupplier {
  private static final int BATCHES = 16;

  private final Module model;
  private final Optimizer optimizer;
  private final List<List<Tensor>> batches = new ArrayList<>();
  private final Function<List<Tensor>, List<Tensor>> way;
  private int next;

  private Steps(Execution how, Module model, Optimizer optimizer) {
    this.model = model;
    this.optimizer = optimizer;
    this.way = how.of(this::step);
  }

  /// @param x the inputs of a batch
  /// @param labels the classes of a batch
  static Steps of(
      Execution how,
      Module model,
      Optimizer optimizer,
      IntFunction<Tensor> x,
      IntFunction<Tensor> labels) {
    var steps = new Steps(how, model, optimizer);
    for (int i = 0; i < BATCHES; i++) {
      steps.batches.add(List.of(x.apply(i), labels.apply(i)));
    }
    return steps;
  }

  private List<Tensor> step(List<Tensor> batch) {
    Tensor loss = model.apply(batch.get(0)).crossEntropy(batch.get(1));
    optimizer.step(loss);
    return List.of(loss);
  }

  @Override
  public double getAsDouble() {
    List<Tensor> batch = batches.get(next++ % BATCHES);
    return Scope.run(scope -> way.apply(batch).getFirst().item());
  }
}
