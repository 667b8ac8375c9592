package jacobi.models.optim;

import jacobi.models.nn.Module;
import jacobi.op.NesterovStep;
import jacobi.op.SgdStep;
import jacobi.tensor.Tensor;
import java.util.List;

/// Stochastic gradient descent with momentum and weight decay; the formulas are [SgdStep]'s and
/// [NesterovStep]'s.
public final class Sgd implements Optimizer {
  private final Stepper stepper;
  private double rate;
  private final double momentum;
  private final double decay;

  private Sgd(Stepper stepper, double rate, double momentum, double decay) {
    this.stepper = stepper;
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
    return of(Parameters.of(model), rate, momentum, decay);
  }

  /// Descent with momentum and weight decay.
  public static Sgd of(Parameters parameters, double rate, double momentum, double decay) {
    return new Sgd(
        new Stepper(parameters, rule("sgd", momentum, decay), new SgdStep(), 3, 2, "velocity"),
        rate,
        momentum,
        decay);
  }

  /// Descent with Nesterov's momentum and weight decay.
  public static Sgd nesterov(Parameters parameters, double rate, double momentum, double decay) {
    return new Sgd(
        new Stepper(
            parameters, rule("nesterov", momentum, decay), new NesterovStep(), 3, 2, "velocity"),
        rate,
        momentum,
        decay);
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

  private static String rule(String name, double momentum, double decay) {
    return "%s, momentum %s, decay %s".formatted(name, momentum, decay);
  }

  private void numbers(double[] all) {
    all[0] = rate;
    all[1] = momentum;
    all[2] = decay;
  }
}
