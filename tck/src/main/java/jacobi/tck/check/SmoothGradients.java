package jacobi.tck.check;

import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Trial;
import jacobi.tck.vocabulary.Entry;
import jacobi.tck.vocabulary.Trait;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;

/// C11: gradients on reals, within bounds that differences of results in higher precision give.
final class SmoothGradients {
  private SmoothGradients() {}

  static void add(Catalog catalog, List<Entry> entries) {
    for (Entry entry : entries) {
      for (DType dtype : catalog.floats()) {
        if (entry.is(Trait.SMOOTH)) {
          catalog.add("11.1", entry.op(), dtype, 3, trial -> bounded(entry, trial));
        }
      }
    }
  }

  private static void bounded(Entry entry, Trial trial) {
    Sample sample = trial.about(entry.generator().of(trial.draws(Regime.REAL, Scale.TINY, true)));
    List<Arg> g = cotangents(trial, trial.lab().forward(sample));
    Compare.bounded(
        trial,
        "the gradient",
        trial.oracle().gradient(sample, g, trial.lab().info().accuracy()),
        trial.lab().gradient(sample, g));
  }

  static List<Arg> cotangents(Trial trial, List<Array> results) {
    Draws draws = trial.draws(Regime.REAL, Scale.TINY, true);
    List<Shape> shapes = results.stream().filter(Array::isFloat).map(Array::shape).toList();
    return draws.cotangents(shapes);
  }
}
