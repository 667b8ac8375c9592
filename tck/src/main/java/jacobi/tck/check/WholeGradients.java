package jacobi.tck.check;

import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
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

/// C10: gradients that equal differences of whole steps.
final class WholeGradients {
  private WholeGradients() {}

  static void add(Catalog catalog, List<Entry> entries) {
    for (Entry entry : entries) {
      for (DType dtype : catalog.floats()) {
        if (entry.is(Trait.STEPS)) {
          int cases = entry.is(Trait.CONTRACTION) ? 12 : 4;
          catalog.add(
              "10.1", entry.op(), dtype, cases, trial -> compare(trial, tiny(entry, trial)));
        }
      }
    }
    for (DType dtype : catalog.floats()) {
      for (DType other : catalog.floats()) {
        if (dtype != other) {
          catalog.add("10.1", "CAST to " + other, dtype, 2, trial -> cast(trial, other));
        }
      }
    }
  }

  /// There and back by way of the other type.
  private static void cast(Trial trial, DType other) {
    Draws draws = trial.draws(Regime.EXACT, Scale.TINY, false);
    Arg x = draws.input(Range.FEW, draws.shape(0, 3));
    Sample sample =
        trial.about(
            new Sample(
                "CAST to %s and back".formatted(other),
                in -> List.of(in.getFirst().cast(other).square().cast(x.dtype())),
                List.of(x)));
    // Cotangents go the same way, so they are numbers of the narrower type.
    DType narrow = other.bytes() < x.dtype().bytes() ? other : x.dtype();
    var narrower = new Draws(trial.choices(), narrow, Regime.EXACT, Scale.TINY, false);
    compare(trial, sample, Arg.cast(narrower.cotangents(List.of(x.shape())), x.dtype()));
  }

  static Sample tiny(Entry entry, Trial trial) {
    return trial.about(entry.generator().of(trial.draws(Regime.EXACT, Scale.TINY, false)));
  }

  static void compare(Trial trial, Sample sample) {
    compare(trial, sample, cotangents(trial, trial.lab().forward(sample), false));
  }

  private static void compare(Trial trial, Sample sample, List<Arg> g) {
    List<double[]> expected = Steps.of(trial.lab(), sample).transposed(Steps.elements(g));
    List<Array> found = trial.lab().gradient(sample, g);
    for (int i = 0; i < found.size(); i++) {
      String what = "the gradient of operand " + sample.differentiated().get(i);
      Compare.numbers(what, expected.get(i), found.get(i));
    }
  }

  /// Whole cotangents for the results that are floats.
  static List<Arg> cotangents(Trial trial, List<Array> results, boolean placed) {
    Draws draws = trial.draws(Regime.EXACT, Scale.TINY, placed);
    List<Shape> shapes = results.stream().filter(Array::isFloat).map(Array::shape).toList();
    return draws.cotangents(shapes);
  }
}
