package jacobi.models.optim;

import jacobi.Jacobi;
import jacobi.models.nn.Module;
import jacobi.op.AdamStep;
import jacobi.tensor.Parameter;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import java.util.List;

/// Adam, and AdamW where weight decay is decoupled; the formula is [AdamStep]'s.
public final class Adam implements Optimizer {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final Slots slots;
  private final List<State> first;
  private final List<State> second;
  private final AdamStep op;
  private double rate;
  private final double decay;

  private Adam(Module model, boolean decoupled, double rate, double decay) {
    String name = decoupled ? "adamw" : "adam";
    this.slots = Slots.of(model, "%s, decay %s".formatted(name, decay));
    this.first = slots.add("first");
    this.second = slots.add("second");
    this.op = new AdamStep(decoupled);
    this.rate = rate;
    this.decay = decay;
  }

  /// Adam without weight decay: β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
  public static Adam of(Module model, double rate) {
    return new Adam(model, false, rate, 0);
  }

  /// AdamW.
  public static Adam decoupled(Module model, double rate, double decay) {
    return new Adam(model, true, rate, decay);
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
    Tensor numbers = Jacobi.input(7, this::numbers);
    List<Parameter> parameters = slots.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      Tensor p = parameters.get(i).get().detach();
      Tensor m = first.get(i).get();
      Tensor v = second.get(i).get();
      List<Tensor> next = Tensor.all(op, p, gradients.get(i), m, v, numbers);
      parameters.get(i).set(next.get(0));
      first.get(i).set(next.get(1));
      second.get(i).set(next.get(2));
    }
  }

  /// What the next step's op takes besides tensors.
  private float[] numbers() {
    double step = slots.next();
    double correction1 = 1 - StrictMath.pow(BETA1, step);
    double correction2 = 1 - StrictMath.pow(BETA2, step);
    return new float[] {
      (float) rate,
      (float) BETA1,
      (float) BETA2,
      (float) EPSILON,
      (float) decay,
      (float) correction1,
      (float) correction2
    };
  }
}
