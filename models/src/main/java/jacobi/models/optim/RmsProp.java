package jacobi.models.optim;

import jacobi.models.nn.Module;
import jacobi.op.RmsPropStep;
import jacobi.tensor.Tensor;
import java.util.List;

/// RMSprop with momentum and weight decay; the formula is [RmsPropStep]'s.
public final class RmsProp implements Optimizer {
  private static final double ALPHA = 0.99;
  private static final double EPSILON = 1e-8;

  private final Stepper stepper;
  private double rate;
  private final double momentum;
  private final double decay;

  private RmsProp(Parameters parameters, double rate, double momentum, double decay) {
    this.stepper =
        new Stepper(
            parameters,
            "rmsprop, momentum %s, decay %s".formatted(momentum, decay),
            new RmsPropStep(),
            5,
            3,
            "square",
            "velocity");
    this.rate = rate;
    this.momentum = momentum;
    this.decay = decay;
  }

  /// RMSprop, without momentum and weight decay: α = 0.99, ε = 1e-8.
  public static RmsProp of(Module model, double rate) {
    return of(Parameters.of(model), rate, 0, 0);
  }

  /// RMSprop, of parameters in groups.
  public static RmsProp of(Parameters parameters, double rate, double momentum, double decay) {
    return new RmsProp(parameters, rate, momentum, decay);
  }

  @Override
  public Slots slots() {
    return stepper.slots();
  }

  @Override
  public void rate(double next) {
    rate = next;
  }

  @Override
  public void step(List<Tensor> gradients) {
    stepper.step(gradients, null, this::numbers);
  }

  @Override
  public void step(List<Tensor> gradients, Tensor scale) {
    stepper.step(gradients, scale, this::numbers);
  }

  private void numbers(double[] all) {
    all[0] = rate;
    all[1] = ALPHA;
    all[2] = EPSILON;
    all[3] = decay;
    all[4] = momentum;
  }
}
