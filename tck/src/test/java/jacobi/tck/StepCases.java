package jacobi.tck;

import static jacobi.tck.CompositeCase.Role.PLAIN;

import jacobi.op.AdagradStep;
import jacobi.op.AdamStep;
import jacobi.op.ClipNorm;
import jacobi.op.Composite;
import jacobi.op.LionStep;
import jacobi.op.MultiStep;
import jacobi.op.NesterovStep;
import jacobi.op.RmsPropStep;
import jacobi.op.SgdStep;
import jacobi.tck.CompositeCase.Input;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Steps of optimizers, several in a row: their every rounding is that of the formula, to the bit.
final class StepCases {
  private static final int STEPS = 5;

  /// Roundings of a clipped gradient besides those of its norm.
  private static final int CLIP = 20;

  private final List<CompositeCase> cases = new ArrayList<>();

  private StepCases() {}

  /// Several steps of each optimizer, momentum and weight decay on and off.
  static List<CompositeCase> all() {
    var all = new StepCases();
    for (long count : new long[] {0, 1, 7, 65, 4098}) {
      all.sgd(count, 1, 0.1, 0, 0);
      all.sgd(count, 1, 0.1, 0.9, 0);
      all.sgd(count, 1, 0.05, 0.9, 0.01);
      all.sgd(count, SgdStep.TINY, 0.1, 0.9, 0);
      for (boolean decoupled : new boolean[] {false, true}) {
        all.adam(count, 1, decoupled, 0);
        all.adam(count, 1, decoupled, 0.01);
        all.adam(count, SgdStep.TINY, decoupled, 0);
      }
    }
    for (long count : new long[] {0, 1, 7, 65, 40_003}) {
      all.plain(new NesterovStep(), count, 0.05, 0.9, 0.01);
      all.plain(new RmsPropStep(), count, 0.01, 0.99, 0.05, 0.01, 0.9);
      all.plain(new AdagradStep(), count, 0.01, 0.05, 0.01);
      all.plain(new LionStep(), count, 0.01, 0.9, 0.99, 0.01);
      all.multi(count, false);
      all.multi(count, true);
      all.multi(count, true, new AdamStep(true), 0.01, 0.9, 0.99, 0.05, 0.01, 0.3, 0.2);
      all.clip(count);
    }
    return all.cases;
  }

  /// One step of an optimizer whose numbers are these.
  private void plain(Composite op, long count, double... numbers) {
    List<Input> inputs = new ArrayList<>();
    for (int i = 1; i < op.arity(); i++) {
      inputs.add(positive(1, count));
    }
    inputs.add(numbers(numbers));
    cases.add(CompositeCase.of(op, 0, false, inputs.toArray(Input[]::new)));
  }

  private void multi(long count, boolean scaled) {
    multi(count, scaled, new SgdStep(), 0.05, 0.9, 0.01);
  }

  /// Two parameters of different sizes.
  private void multi(long count, boolean scaled, Composite step, double... numbers) {
    List<Input> inputs = new ArrayList<>();
    for (int block = 1; block < step.arity(); block++) {
      inputs.addAll(List.of(positive(1, count), positive(1, 3)));
    }
    inputs.add(numbers(numbers));
    if (scaled) {
      inputs.add(Input.of(PLAIN, new double[] {0.7}));
    }
    var op = new MultiStep(step, 2, scaled);
    cases.add(CompositeCase.of(op, 0, false, inputs.toArray(Input[]::new)));
  }

  private void clip(long count) {
    Input max = Input.of(PLAIN, new double[] {0.5});
    Input more = CompositeCases.reals(PLAIN, 2, 3);
    cases.add(
        CompositeCase.of(
            new ClipNorm(2),
            (int) count + CLIP,
            false,
            CompositeCases.reals(PLAIN, count),
            more,
            max));
  }

  private static Input numbers(double... numbers) {
    return Input.of(PLAIN, numbers, numbers.length);
  }

  /// Gradients and moments, none below 0, for second moments have roots. Those of the scale of TINY
  /// are flushed to 0 here and there.
  private static Input positive(double scale, long count) {
    double[] sizes = CompositeCases.reals(PLAIN, count).sizes();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] *= scale;
    }
    return Input.of(PLAIN, sizes, count);
  }

  private void sgd(long count, double scale, double rate, double momentum, double decay) {
    var op = new SgdStep();
    var inputs =
        List.of(
            CompositeCases.reals(PLAIN, count),
            positive(scale, count),
            positive(scale, count),
            numbers(rate, momentum, decay));
    cases.add(
        new CompositeCase(
            op,
            "SGD_STEP %d of %s, %s, %s, %s".formatted(count, scale, rate, momentum, decay),
            in -> {
              Tensor p = in.get(0);
              Tensor v = in.get(2);
              for (int t = 0; t < STEPS; t++) {
                List<Tensor> next = Tensor.all(op, p, in.get(1), v, in.get(3));
                p = next.get(0);
                v = next.get(1);
              }
              return List.of(p, v);
            },
            inputs,
            0,
            false));
  }

  private void adam(long count, double scale, boolean decoupled, double decay) {
    List<Input> inputs = new ArrayList<>();
    inputs.add(positive(1, count));
    inputs.addAll(List.of(positive(scale, count), positive(scale, count), positive(scale, count)));
    for (int t = 1; t <= STEPS; t++) {
      double c1 = 1 - Math.pow(0.9, t);
      double c2 = 1 - Math.pow(0.99, t);
      inputs.add(numbers(0.01, 0.9, 0.99, decay == 0 ? 0.05 : 1e-8, decay, c1, c2));
    }
    var op = new AdamStep(decoupled);
    cases.add(
        new CompositeCase(
            op,
            "%s %d of %s, decay %s".formatted(op.name(), count, scale, decay),
            in -> {
              List<Tensor> now = List.of(in.get(0), in.get(2), in.get(3));
              for (int t = 0; t < STEPS; t++) {
                now = Tensor.all(op, now.get(0), in.get(1), now.get(1), now.get(2), in.get(4 + t));
              }
              return now;
            },
            inputs,
            0,
            false));
  }
}
