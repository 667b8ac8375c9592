package jacobi.tck.check;

import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Trial;
import jacobi.tck.vocabulary.Entry;
import jacobi.tck.vocabulary.Trait;
import jacobi.type.DType;
import java.util.List;

/// C13: gradients have gradients.
final class SecondOrder {
  private SecondOrder() {}

  static void add(Catalog catalog, List<Entry> entries) {
    for (Entry entry : entries) {
      for (DType dtype : catalog.floats()) {
        if (entry.is(Trait.STEPS) && entry.is(Trait.SECOND)) {
          catalog.add("13.1", entry.op(), dtype, 2, trial -> steps(entry, trial));
          catalog.add("13.2", entry.op(), dtype, 1, trial -> symmetric(entry, trial));
        }
        if (entry.is(Trait.SECOND)) {
          catalog.add("13.3", entry.op(), dtype, 1, trial -> bounded(entry, trial));
        }
      }
    }
  }

  /// Directions for the gradients: whole numbers, or reals.
  static List<Arg> directions(Trial trial, Sample sample, Regime regime) {
    Draws draws = trial.draws(regime, Scale.TINY, false);
    return draws.cotangents(
        sample.differentiated().stream().map(place -> sample.args().get(place).shape()).toList());
  }

  /// `H·v` and `J·v` by differences of gradients and of results.
  private static void steps(Entry entry, Trial trial) {
    Sample sample = WholeGradients.tiny(entry, trial);
    List<Arg> g = WholeGradients.cotangents(trial, trial.lab().forward(sample), false);
    List<Arg> v = directions(trial, sample, Regime.EXACT);
    Steps hessian = Steps.of(sample, moved -> Steps.flat(trial.lab().gradient(moved, g)));
    List<double[]> expected = hessian.transposed(Steps.elements(v));
    List<Array> found = trial.lab().second(sample, g, v);
    int operands = expected.size();
    for (int i = 0; i < operands; i++) {
      String what = "the second derivative in operand " + sample.differentiated().get(i);
      Compare.numbers(what, expected.get(i), found.get(i));
    }
    double[] forward = Steps.of(trial.lab(), sample).forward(Steps.elements(v));
    double[] cotangents = Steps.flat(found.subList(operands, found.size()));
    for (int i = 0; i < forward.length; i++) {
      Mismatch.unless(
          forward[i] == cotangents[i],
          "the gradient in the cotangent at %d is %s instead of %s",
          i,
          cotangents[i],
          forward[i]);
    }
  }

  private static void symmetric(Entry entry, Trial trial) {
    Sample sample = WholeGradients.tiny(entry, trial);
    List<Arg> g = WholeGradients.cotangents(trial, trial.lab().forward(sample), false);
    List<Arg> u = directions(trial, sample, Regime.EXACT);
    List<Arg> v = directions(trial, sample, Regime.EXACT);
    int operands = u.size();
    double[] hv = Steps.flat(trial.lab().second(sample, g, v).subList(0, operands));
    double[] hu = Steps.flat(trial.lab().second(sample, g, u).subList(0, operands));
    double one = Steps.dot(Steps.elements(u), hv);
    double other = Steps.dot(Steps.elements(v), hu);
    Mismatch.unless(one == other, "uᵀHv is %s, vᵀHu is %s", one, other);
  }

  private static void bounded(Entry entry, Trial trial) {
    Sample sample = trial.about(entry.generator().of(trial.draws(Regime.REAL, Scale.TINY, false)));
    List<Arg> g = SmoothGradients.cotangents(trial, trial.lab().forward(sample));
    List<Arg> v = directions(trial, sample, Regime.REAL);
    List<Array> found = trial.lab().second(sample, g, v).subList(0, v.size());
    Compare.bounded(
        trial,
        "the second derivative",
        trial.oracle().second(sample, g, v, trial.lab().info().accuracy()),
        found);
  }
}
