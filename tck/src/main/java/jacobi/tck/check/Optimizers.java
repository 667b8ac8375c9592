package jacobi.tck.check;

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
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Role;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Trial;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// C26: steps are formulas.
final class Optimizers {
  /// Moments are squares and roots are taken of them.
  private static final Range MOMENT = Range.of(0.0625, 1);

  private Optimizers() {}

  static void add(Catalog catalog) {
    for (DType dtype : catalog.floats()) {
      step(catalog, dtype, new SgdStep(), 0.1, 0.9, 0.01);
      step(catalog, dtype, new NesterovStep(), 0.05, 0.9, 0.01);
      step(catalog, dtype, new AdamStep(false), 0.01, 0.9, 0.99, 1e-3, 0.01, 0.19, 0.0199);
      step(catalog, dtype, new AdamStep(true), 0.01, 0.9, 0.99, 1e-3, 0.01, 0.19, 0.0199);
      step(catalog, dtype, new RmsPropStep(), 0.01, 0.99, 0.05, 0.01, 0.9);
      step(catalog, dtype, new AdagradStep(), 0.01, 0.05, 0.01);
      step(catalog, dtype, new LionStep(), 0.01, 0.9, 0.99, 0.01);
      catalog.add("26.1", "MULTI_SGD_STEP", dtype, 2, Optimizers::multi);
      catalog.add("26.2", "CLIP_NORM", dtype, 2, Optimizers::clip);
    }
  }

  private static void step(Catalog catalog, DType dtype, Composite op, double... numbers) {
    catalog.add(
        "26.1",
        op.name(),
        dtype,
        2,
        trial -> {
          Draws draws = trial.draws(Regime.REAL, Scale.EDGES, true);
          Shape shape = Shape.of(draws.size());
          List<Arg> args = new ArrayList<>();
          args.add(draws.plain(Range.PLAIN, shape.sizes()));
          args.add(draws.plain(Range.PLAIN, shape.sizes()));
          for (int i = 2; i < op.arity() - 1; i++) {
            args.add(draws.plain(MOMENT, shape.sizes()));
          }
          args.add(draws.numbers(numbers));
          bounded(trial, op, args);
        });
  }

  private static void multi(Trial trial) {
    Draws draws = trial.draws(Regime.REAL, Scale.EDGES, false);
    long size = draws.size();
    List<Arg> args = new ArrayList<>();
    for (int block = 0; block < 3; block++) {
      args.add(draws.plain(Range.PLAIN, size));
      args.add(draws.plain(Range.PLAIN, 2, 3));
    }
    args.add(draws.numbers(0.05, 0.9, 0.01));
    bounded(trial, new MultiStep(new SgdStep(), 2, false), args);
  }

  private static void clip(Trial trial) {
    Draws draws = trial.draws(Regime.REAL, Scale.EDGES, true);
    Arg max = draws.numbers(0.5);
    bounded(
        trial,
        new ClipNorm(2),
        List.of(
            draws.plain(Range.PLAIN, draws.some()),
            draws.plain(Range.PLAIN, 2, 3),
            new Arg(Role.PLAIN, max.values(), Shape.SCALAR, Placement.DENSE)));
  }

  private static void bounded(Trial trial, Composite op, List<Arg> args) {
    Sample sample =
        trial.about(
            new Sample(op.toString(), in -> Tensor.all(op, in.toArray(Tensor[]::new)), args));
    Compare.bounded(
        trial,
        "the result",
        trial.oracle().forward(sample, trial.lab().driver().info().accuracy()),
        trial.lab().forward(sample));
  }
}
