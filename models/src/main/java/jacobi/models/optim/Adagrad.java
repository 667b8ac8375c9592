package jacobi.models.optim;

import jacobi.models.nn.Module;
import jacobi.op.AdagradStep;
import jacobi.tensor.Tensor;
import java.util.List;

/// Adagrad with weight decay; the formula is [AdagradStep]'s.
public final class Adagrad implements Optimizer {
  private static final double EPSILON = 1e-10;

  private final Stepper stepper;
  private double rate;
  private final double decay;

  private Adagrad(Parameters parameters, double rate, double decay) {
    this.stepper =
        new Stepper(parameters, "adagrad, decay " + decay, new AdagradStep(), 3, 2, "sum");
    this.rate = rate;
    this.decay = decay;
  }

  /// Adagrad, without weight decay: ε = 1e-10.
  public static Adagrad of(Module model, double rate) {
    return of(Parameters.of(model), rate, 0);
  }

  /// Adagrad, of parameters in groups.
  public static Adagrad of(Parameters parameters, double rate, double decay) {
    return new Adagrad(parameters, rate, decay);
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
    all[1] = EPSILON;
    all[2] = decay;
  }
}
