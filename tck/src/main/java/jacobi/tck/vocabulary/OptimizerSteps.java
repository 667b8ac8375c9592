package jacobi.tck.vocabulary;

import jacobi.op.AdagradStep;
import jacobi.op.AdamStep;
import jacobi.op.ClipNorm;
import jacobi.op.Composite;
import jacobi.op.LionStep;
import jacobi.op.MultiStep;
import jacobi.op.NesterovStep;
import jacobi.op.RmsPropStep;
import jacobi.op.SgdStep;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Placement;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Role;
import jacobi.tck.cases.Sample;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// Steps of optimizers, differentiable, as learning to learn wants them.
final class OptimizerSteps {
  /// Moments are squares and roots are taken of them.
  private static final Range MOMENT = Range.of(0.0625, 1);

  private OptimizerSteps() {}

  static void add(Vocabulary all) {
    step(all, new SgdStep(), 0.1, 0.9, 0.01);
    step(all, new NesterovStep(), 0.05, 0.9, 0.01);
    step(all, new AdamStep(false), 0.01, 0.9, 0.99, 1e-3, 0.01, 0.19, 0.0199);
    step(all, new AdamStep(true), 0.01, 0.9, 0.99, 1e-3, 0.01, 0.19, 0.0199);
    step(all, new RmsPropStep(), 0.01, 0.99, 0.05, 0.01, 0.9);
    step(all, new AdagradStep(), 0.01, 0.05, 0.01);
    // Its direction is a sign: the derivative is 0 almost everywhere, and not where signs change.
    step(all, new LionStep(), 0.01, 0.9, 0.99, 0.01);
    for (boolean scaled : new boolean[] {false, true}) {
      var op = new MultiStep(new SgdStep(), 2, scaled);
      all.add(op.name() + (scaled ? " scaled" : ""), Trait.CURVED, draws -> multi(op, draws));
    }
    all.add("CLIP_NORM", Trait.CURVED, OptimizerSteps::clip);
  }

  private static void step(Vocabulary all, Composite op, double... numbers) {
    all.add(
        op.name(),
        Trait.CURVED,
        draws -> {
          Shape shape = Shape.of(draws.size());
          List<Arg> args = new ArrayList<>();
          args.add(draws.input(Range.PLAIN, shape));
          args.add(draws.input(Range.PLAIN, shape));
          for (int i = 2; i < op.arity() - 1; i++) {
            args.add(draws.input(MOMENT, shape));
          }
          args.add(draws.numbers(numbers));
          return Norms.of(op, args.toArray(Arg[]::new));
        });
  }

  private static Sample multi(MultiStep op, Draws draws) {
    long size = draws.size();
    List<Arg> args = new ArrayList<>();
    for (int block = 0; block < 3; block++) {
      args.add(draws.input(Range.PLAIN, size));
      args.add(draws.input(Range.PLAIN, 2, 3));
    }
    args.add(draws.numbers(0.05, 0.9, 0.01));
    if (op.scaled()) {
      args.add(scalar(draws.numbers(0.75)));
    }
    return Norms.of(op, args.toArray(Arg[]::new));
  }

  private static Arg scalar(Arg one) {
    return new Arg(Role.PLAIN, one.values(), Shape.SCALAR, Placement.DENSE);
  }

  /// A norm above and below what it is clipped to.
  private static Sample clip(Draws draws) {
    Arg a = draws.input(Range.PLAIN, draws.some());
    Arg b = draws.input(Range.PLAIN, 2, 3);
    return Norms.of(
        new ClipNorm(2), a, b, scalar(draws.numbers(draws.choices().flag() ? 900 : 0.5)));
  }
}
