package jacobi.models.optim;

import jacobi.models.nn.Module;
import jacobi.op.AdamStep;
import jacobi.tensor.Tensor;
import java.util.List;

/// Adam, and AdamW where weight decay is decoupled; the formula is [AdamStep]'s.
public final class Adam implements Optimizer {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final Stepper stepper;
  private double rate;
  private final double decay;

  private Adam(Parameters parameters, boolean decoupled, double rate, double decay) {
    String rule = "%s, decay %s".formatted(decoupled ? "adamw" : "adam", decay);
    this.stepper = new Stepper(parameters, rule, new AdamStep(decoupled), 7, 4, "first", "second");
    this.rate = rate;
    this.decay = decay;
  }

  /// Adam without weight decay: β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
  public static Adam of(Module model, double rate) {
    return of(Parameters.of(model), rate, 0);
  }

  /// Adam whose gradients hold the weight decay.
  public static Adam of(Parameters parameters, double rate, double decay) {
    return new Adam(parameters, false, rate, decay);
  }

  /// AdamW.
  public static Adam decoupled(Module model, double rate, double decay) {
    return decoupled(Parameters.of(model), rate, decay);
  }

  /// AdamW.
  public static Adam decoupled(Parameters parameters, double rate, double decay) {
    return new Adam(parameters, true, rate, decay);
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

  /// What the next step's op takes besides tensors.
  private void numbers(double[] all) {
    double step = stepper.slots().next();
    double correction1 = correction(BETA1, step);
    double correction2 = correction(BETA2, step);
    all[0] = rate;
    all[1] = BETA1;
    all[2] = BETA2;
    all[3] = EPSILON;
    all[4] = decay;
    all[5] = correction1;
    all[6] = correction2;
  }

  /// `1 − βᵗ`, as `−(e^(t·ln β) − 1)`: a power would make garbage at each step.
  private static double correction(double beta, double step) {
    return -StrictMath.expm1(step * StrictMath.log(beta));
  }
}
