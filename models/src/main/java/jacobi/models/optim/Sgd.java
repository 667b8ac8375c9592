package jacobi.models.optim;

import jacobi.Jacobi;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Module;
import jacobi.op.SgdStep;
import jacobi.tensor.Functions;
import jacobi.tensor.Parameter;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Stochastic gradient descent with momentum and weight decay; the formula is [SgdStep]'s.
public final class Sgd implements Optimizer {
  private final List<Parameter> parameters;
  private final List<State> velocities = new ArrayList<>();
  private double rate;
  private final double momentum;
  private final double decay;

  private Sgd(List<Parameter> parameters, double rate, double momentum, double decay) {
    this.parameters = List.copyOf(parameters);
    this.rate = rate;
    this.momentum = momentum;
    this.decay = decay;
    for (Parameter parameter : parameters) {
      velocities.add(State.of(Functions.zerosLike(parameter.get().detach())));
    }
  }

  /// Plain descent.
  public static Sgd of(Module model, double rate) {
    return of(model, rate, 0, 0);
  }

  /// Descent with momentum and weight decay.
  public static Sgd of(Module model, double rate, double momentum, double decay) {
    return new Sgd(Cells.parameters(model), rate, momentum, decay);
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public void rate(double next) {
    rate = next;
  }

  @Override
  public void step(List<Tensor> gradients) {
    Tensor numbers =
        Jacobi.input(3, () -> new float[] {(float) rate, (float) momentum, (float) decay});
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      State velocity = velocities.get(i);
      List<Tensor> next =
          Tensor.all(
              new SgdStep(), parameter.get().detach(), gradients.get(i), velocity.get(), numbers);
      parameter.set(next.get(0));
      velocity.set(next.get(1));
    }
  }
}
