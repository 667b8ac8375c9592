package jacobi.models.optim;

import jacobi.Jacobi;
import jacobi.models.nn.Module;
import jacobi.op.SgdStep;
import jacobi.tensor.Parameter;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import java.util.List;

/// Stochastic gradient descent with momentum and weight decay; the formula is [SgdStep]'s.
public final class Sgd implements Optimizer {
  private final Slots slots;
  private final List<State> velocities;
  private double rate;
  private final double momentum;
  private final double decay;

  private Sgd(Module model, double rate, double momentum, double decay) {
    this.slots = Slots.of(model, "sgd, momentum %s, decay %s".formatted(momentum, decay));
    this.velocities = slots.add("velocity");
    this.rate = rate;
    this.momentum = momentum;
    this.decay = decay;
  }

  /// Plain descent.
  public static Sgd of(Module model, double rate) {
    return of(model, rate, 0, 0);
  }

  /// Descent with momentum and weight decay.
  public static Sgd of(Module model, double rate, double momentum, double decay) {
    return new Sgd(model, rate, momentum, decay);
  }

  @Override
  public Slots slots() {
    return slots;
  }

  @Override
  public void rate(double next) {
    rate = next;
  }

  @Override
  public void step(List<Tensor> gradients) {
    Tensor numbers =
        Jacobi.input(3, () -> new float[] {(float) rate, (float) momentum, (float) decay});
    List<Parameter> parameters = slots.parameters();
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
