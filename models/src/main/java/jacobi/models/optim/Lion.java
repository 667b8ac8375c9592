package jacobi.models.optim;

import jacobi.models.nn.Module;
import jacobi.op.LionStep;
import jacobi.tensor.Tensor;
import java.util.List;

/// Lion with decoupled weight decay; the formula is [LionStep]'s.
public final class Lion implements Optimizer {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.99;

  private final Stepper stepper;
  private double rate;
  private final double decay;

  private Lion(Parameters parameters, double rate, double decay) {
    this.stepper =
        new Stepper(parameters, "lion, decay " + decay, new LionStep(), 4, 3, "momentum");
    this.rate = rate;
    this.decay = decay;
  }

  /// Lion, without weight decay: β₁ = 0.9, β₂ = 0.99; its rate is a tenth of Adam's.
  public static Lion of(Module model, double rate) {
    return of(Parameters.of(model), rate, 0);
  }

  /// Lion, of parameters in groups.
  public static Lion of(Parameters parameters, double rate, double decay) {
    return new Lion(parameters, rate, decay);
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
    all[1] = BETA1;
    all[2] = BETA2;
    all[3] = decay;
  }
}
