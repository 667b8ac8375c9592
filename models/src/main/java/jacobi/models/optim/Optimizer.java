package jacobi.models.optim;

import jacobi.Jacobi;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;
import java.util.List;

/// Moves parameters against their gradients.
public interface Optimizer {
  /// What it moves, and what it remembers.
  Slots slots();

  /// What it moves.
  default List<Parameter> parameters() {
    return slots().parameters();
  }

  /// Sets the learning rate of the steps to come.
  void rate(double rate);

  /// One step with the gradients of each parameter, in their order.
  void step(List<Tensor> gradients);

  /// One step with gradients that are to be multiplied with a scalar.
  default void step(List<Tensor> gradients, Tensor scale) {
    step(gradients.stream().map(g -> g.mul(scale)).toList());
  }

  /// One step down the gradient of a scalar loss.
  default void step(Tensor loss) {
    step(gradients(loss));
  }

  /// The gradient of a scalar loss for each parameter, in their order.
  default List<Tensor> gradients(Tensor loss) {
    return Jacobi.gradients(loss).of(parameters().stream().map(Parameter::get).toList());
  }

  /// This optimizer, given clipped gradients.
  default Optimizer clipped(Clip clip) {
    return new Clipped(this, clip);
  }
}
