package jacobi.tck;

import static jacobi.Jacobi.concat;

import jacobi.op.AdagradStep;
import jacobi.op.AdamStep;
import jacobi.op.ClipNorm;
import jacobi.op.Composite;
import jacobi.op.LionStep;
import jacobi.op.MultiStep;
import jacobi.op.NesterovStep;
import jacobi.op.RmsPropStep;
import jacobi.op.SgdStep;
import jacobi.tck.GradientCases.Case;
import jacobi.tck.GradientCases.Values;
import jacobi.tensor.Tensor;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// Gradients of the steps of optimizers, as learning to learn wants them.
final class StepGradients {
  private StepGradients() {}

  static void add(List<Case> cases) {
    for (long count : new long[] {0, 4}) {
      for (double decay : new double[] {0, 0.01}) {
        one(cases, new SgdStep(), count, 0.1, 0, decay);
        one(cases, new SgdStep(), count, 0.1, 0.9, decay);
        one(cases, new NesterovStep(), count, 0.1, 0.9, decay);
        one(cases, new AdamStep(false), count, 0.1, 0.9, 0.99, 1e-2, decay, 0.19, 0.0199);
        one(cases, new AdamStep(true), count, 0.1, 0.9, 0.99, 1e-2, decay, 0.19, 0.0199);
        one(cases, new RmsPropStep(), count, 0.1, 0.9, 0.02, decay, 0);
        one(cases, new RmsPropStep(), count, 0.1, 0.9, 0.02, decay, 0.8);
        one(cases, new AdagradStep(), count, 0.1, 0.02, decay);
        one(cases, new LionStep(), count, 0.1, 0.9, 0.99, decay);
      }
    }
    for (boolean scaled : new boolean[] {false, true}) {
      multi(cases, scaled);
    }
    for (double max : new double[] {0.4, 40}) {
      step(
          cases,
          new ClipNorm(2),
          GradientCases.values(0.3, 1.1, 2, 2),
          GradientCases.x5(3),
          new Values(Shape.SCALAR, new double[] {max}));
    }
  }

  /// Two parameters of different sizes.
  private static void multi(List<Case> cases, boolean scaled) {
    List<Values> data = new ArrayList<>();
    data.addAll(List.of(GradientCases.x5(4), GradientCases.x5(2)));
    data.addAll(List.of(GradientCases.values(0.3, 1.1, 4), GradientCases.values(0.3, 1.1, 2)));
    data.addAll(List.of(GradientCases.values(0.2, 0.7, 4), GradientCases.values(0.2, 0.7, 2)));
    data.add(numbers(0.1, 0.9, 0.01));
    if (scaled) {
      data.add(new Values(Shape.SCALAR, new double[] {0.7}));
    }
    step(cases, new MultiStep(new SgdStep(), 2, scaled), data.toArray(Values[]::new));
  }

  private static Values numbers(double... numbers) {
    return new Values(Shape.of(numbers.length), numbers);
  }

  private static void one(List<Case> cases, Composite op, long count, double... numbers) {
    List<Values> data = new ArrayList<>();
    data.add(GradientCases.x5(count));
    data.add(GradientCases.values(0.3, 1.1, count));
    for (int i = 2; i < op.arity() - 1; i++) {
      data.add(GradientCases.values(0.2 + 0.05 * i, 0.8, count));
    }
    data.add(numbers(numbers));
    step(cases, op, data.toArray(Values[]::new));
  }

  private static void step(List<Case> cases, Composite op, Values... data) {
    GradientCases.add(
        cases,
        op.name(),
        t -> {
          List<Tensor> flat = new ArrayList<>();
          for (Tensor result : Tensor.all(op, t.toArray(Tensor[]::new))) {
            flat.add(result.reshape(-1));
          }
          return concat(0, flat.toArray(Tensor[]::new));
        },
        data);
  }
}
