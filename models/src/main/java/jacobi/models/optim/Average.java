package jacobi.models.optim;

import jacobi.Jacobi;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Module;
import jacobi.tensor.Parameter;
import jacobi.tensor.Scope;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import jacobi.type.JacobiException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The exponential moving average of weights: `a ← a + (1 − d)·(p − a)` after each step, with the
/// decay `d = min(decay, (1 + t)/(10 + t))` of update `t`, so that the first weights are soon
/// forgotten.
///
/// Source: Polyak and Juditsky, *Acceleration of stochastic approximation by averaging*, 1992; the
/// decay as in TensorFlow's ExponentialMovingAverage.
public final class Average {
  private final List<Parameter> parameters;
  private final List<State> averages = new ArrayList<>();
  private final double decay;
  private final float[] share = new float[1];
  private long updates;

  private Average(List<Parameter> parameters, double decay) {
    this.parameters = parameters;
    this.decay = decay;
    for (Parameter parameter : parameters) {
      averages.add(State.of(parameter.get().detach()));
    }
  }

  /// Averages of a model's parameters, which start as these are.
  ///
  /// @throws JacobiException unless the decay lies between 0 and 1
  public static Average of(Module model, double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new JacobiException("an average's decay lies between 0 and 1, not at " + decay);
    }
    return new Average(Cells.parameters(model), decay);
  }

  /// Takes the parameters as they are after a step.
  public void update() {
    Tensor share = Jacobi.input(1, this::share).reshape();
    for (int i = 0; i < averages.size(); i++) {
      Tensor average = averages.get(i).get();
      Tensor p = parameters.get(i).get().detach();
      averages.get(i).set(average.add(p.sub(average).mul(share)));
    }
  }

  private float[] share() {
    updates++;
    double start = (1.0 + updates) / (10 + updates);
    share[0] = (float) (1 - Math.min(decay, start));
    return share;
  }

  /// Runs a block, such as an evaluation, in which the parameters are their averages.
  public <T extends @Nullable Object> T run(Supplier<T> block) {
    exchange();
    try {
      return block.get();
    } finally {
      exchange();
    }
  }

  private void exchange() {
    Scope.run(scope -> {
      for (int i = 0; i < averages.size(); i++) {
        Tensor p = parameters.get(i).get().detach();
        Tensor average = averages.get(i).get();
        parameters.get(i).set(average);
        averages.get(i).set(p);
      }
      return true;
    });
  }
}
