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
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// Steps of optimizers, several in a row.
final class StepCases {
  /// Roundings of one step.
  private static final int STEP = 20;

  private static final int STEPS = 5;

  private final List<CompositeCase> cases = new ArrayList<>();

  private StepCases() {}

  /// Several steps of each optimizer, momentum and weight decay on and off.
  static List<CompositeCase> all() {
    var all = new StepCases();
    for (long count : new long[] {0, 1, 7, 65, 4098}) {
      all.sgd(count, 0.1, 0, 0);
      all.sgd(count, 0.1, 0.9, 0);
      all.sgd(count, 0.05, 0.9, 0.01);
      for (boolean decoupled : new boolean[] {false, true}) {
        all.adam(count, decoupled, 0);
        all.adam(count, decoupled, 0.01);
      }
    }
    for (long count : new long[] {0, 1, 7, 65}) {
      all.plain(new NesterovStep(), count, 0.05, 0.9, 0.01);
      all.plain(new RmsPropStep(), count, 0.01, 0.99, 0.05, 0.01, 0.9);
      all.plain(new AdagradStep(), count, 0.01, 0.05, 0.01);
      all.plain(new LionStep(), count, 0.01, 0.9, 0.99, 0.01);
      all.multi(count, false);
      all.multi(count, true);
      all.clip(count);
    }
    return all.cases;
  }

  /// One step of an optimizer whose numbers are these.
  private void plain(Composite op, long count, double... numbers) {
    List<Input> inputs = new ArrayList<>();
    for (int i = 1; i < op.arity(); i++) {
      inputs.add(positive(count));
    }
    inputs.add(numbers(numbers));
    cases.add(CompositeCase.of(op, STEP, true, inputs.toArray(Input[]::new)));
  }

  /// Two parameters of different sizes.
  private void multi(long count, boolean scaled) {
    List<Input> inputs = new ArrayList<>();
    for (int block = 0; block < 3; block++) {
      inputs.addAll(List.of(positive(count), positive(3)));
    }
    inputs.add(numbers(0.05, 0.9, 0.01));
    if (scaled) {
      inputs.add(Input.of(PLAIN, new double[] {0.7}));
    }
    var op = new MultiStep(new SgdStep(), 2, scaled);
    cases.add(CompositeCase.of(op, STEP, true, inputs.toArray(Input[]::new)));
  }

  private void clip(long count) {
    Input max = Input.of(PLAIN, new double[] {0.5});
    Input more = CompositeCases.reals(PLAIN, 2, 3);
    cases.add(
        CompositeCase.of(
            new ClipNorm(2),
            (int) count + STEP,
            false,
            CompositeCases.reals(PLAIN, count),
            more,
            max));
  }

  /// A step down turns into a step up where sizes are summed up.
  private static Input numbers(double... numbers) {
    double[] sizes = numbers.clone();
    sizes[0] = -sizes[0];
    return new Input(Shape.of(numbers.length), numbers, sizes, PLAIN);
  }

  /// Of one sign, so that no moment cancels: its error would be no multiple of its size.
  private static Input positive(long count) {
    Input reals = CompositeCases.reals(PLAIN, count);
    return Input.of(PLAIN, reals.sizes(), count);
  }

  private void sgd(long count, double rate, double momentum, double decay) {
    var op = new SgdStep();
    var inputs =
        List.of(
            CompositeCases.reals(PLAIN, count),
            positive(count),
            CompositeCases.reals(PLAIN, count),
            numbers(rate, momentum, decay));
    cases.add(
        new CompositeCase(
            op,
            "SGD_STEP %d of %s, %s, %s".formatted(count, rate, momentum, decay),
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
            STEPS * STEP,
            true));
  }

  private void adam(long count, boolean decoupled, double decay) {
    List<Input> inputs = new ArrayList<>();
    inputs.addAll(List.of(positive(count), positive(count), positive(count), positive(count)));
    for (int t = 1; t <= STEPS; t++) {
      double c1 = 1 - Math.pow(0.9, t);
      double c2 = 1 - Math.pow(0.99, t);
      inputs.add(numbers(0.01, 0.9, 0.99, decay == 0 ? 0.05 : 1e-8, decay, c1, c2));
    }
    var op = new AdamStep(decoupled);
    cases.add(
        new CompositeCase(
            op,
            "%s %d, decay %s".formatted(op.name(), count, decay),
            in -> {
              List<Tensor> now = List.of(in.get(0), in.get(2), in.get(3));
              for (int t = 0; t < STEPS; t++) {
                now = Tensor.all(op, now.get(0), in.get(1), now.get(1), now.get(2), in.get(4 + t));
              }
              return now;
            },
            inputs,
            STEPS * STEP,
            true));
  }
}
