package jacobi.models.optim;

import jacobi.Jacobi;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Module;
import jacobi.op.AdamStep;
import jacobi.tensor.Functions;
import jacobi.tensor.Parameter;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Adam, and AdamW where weight decay is decoupled; the formula is [AdamStep]'s.
public final class Adam implements Optimizer {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final List<Parameter> parameters;
  private final List<State> first = new ArrayList<>();
  private final List<State> second = new ArrayList<>();
  private final AdamStep op;
  private double rate;
  private final double decay;
  private long steps;

  private Adam(List<Parameter> parameters, boolean decoupled, double rate, double decay) {
    this.parameters = List.copyOf(parameters);
    this.op = new AdamStep(decoupled);
    this.rate = rate;
    this.decay = decay;
    for (Parameter parameter : parameters) {
      first.add(State.of(Functions.zerosLike(parameter.get().detach())));
      second.add(State.of(Functions.zerosLike(parameter.get().detach())));
    }
  }

  /// Adam without weight decay: β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
  public static Adam of(Module model, double rate) {
    return new Adam(Cells.parameters(model), false, rate, 0);
  }

  /// AdamW.
  public static Adam decoupled(Module model, double rate, double decay) {
    return new Adam(Cells.parameters(model), true, rate, decay);
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
    Tensor numbers = Jacobi.input(7, this::numbers);
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
    steps++;
    double correction1 = 1 - StrictMath.pow(BETA1, (double) steps);
    double correction2 = 1 - StrictMath.pow(BETA2, (double) steps);
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
