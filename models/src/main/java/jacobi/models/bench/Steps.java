package jacobi.models.bench;

import jacobi.Compiled;
import jacobi.Jacobi;
import jacobi.models.nn.Module;
import jacobi.models.optim.Optimizer;
import jacobi.models.train.Execution;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The training of a classifier, one of 16 batches a step in turn; what a step makes is freed at
/// its end.
final class Steps implements DoubleSupplier {
  private static final int BATCHES = 16;

  private final Module model;
  private final Optimizer optimizer;
  private final List<List<Tensor>> batches = new ArrayList<>();
  private final @Nullable Compiled compiled;
  private int next;

  private Steps(Execution how, Module model, Optimizer optimizer) {
    this.model = model;
    this.optimizer = optimizer;
    this.compiled =
        switch (how) {
          case EAGER -> null;
          case COMPILED -> Jacobi.compile(this::step);
        };
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
    return compiled != null
        ? compiled.item(batch)
        : Scope.run(scope -> step(batch).getFirst().item());
  }

  /// What became of the step, in words; nothing if it is eager.
  String explain() {
    return compiled == null ? "" : compiled.explain();
  }
}
