package jacobi.models.optim;

import jacobi.Jacobi;
import jacobi.tensor.Functions;
import jacobi.tensor.Parameter;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Gradients of several batches before one step, which takes their mean: a batch as great as all of
/// them in the memory of one.
///
/// ```java
/// for (var part : parts) {
///   accumulation.add(loss(part));
/// }
/// accumulation.step();
/// ```
///
/// How many were added is counted on the device, so adding and stepping may be written down once
/// and run again. A step without anything added has gradients of zero.
public final class Accumulation {
  private final Optimizer optimizer;
  private final List<State> sums = new ArrayList<>();
  private final State added = State.of(Jacobi.scalar(0));

  private Accumulation(Optimizer optimizer) {
    this.optimizer = optimizer;
    for (Parameter parameter : optimizer.parameters()) {
      sums.add(State.of(Functions.zerosLike(parameter.get().detach())));
    }
  }

  /// Accumulates for an optimizer.
  public static Accumulation of(Optimizer optimizer) {
    return new Accumulation(optimizer);
  }

  /// Adds the gradient of a scalar loss.
  public void add(Tensor loss) {
    List<Parameter> parameters = optimizer.parameters();
    add(Jacobi.gradients(loss).of(parameters.stream().map(Parameter::get).toList()));
  }

  /// Adds the gradients of each parameter, in their order.
  public void add(List<Tensor> gradients) {
    for (int i = 0; i < sums.size(); i++) {
      sums.get(i).set(sums.get(i).get().add(gradients.get(i)));
    }
    added.set(added.get().add(1));
  }

  /// One step with the mean of what was added, which is then forgotten.
  public void step() {
    Tensor scale = Functions.div(1, added.get().maximum(1));
    optimizer.step(sums.stream().map(State::get).toList(), scale);
    sums.forEach(sum -> sum.set(Functions.zerosLike(sum.get())));
    added.set(Functions.zerosLike(added.get()));
  }
}
