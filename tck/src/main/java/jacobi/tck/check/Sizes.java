package jacobi.tck.check;

import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Trial;
import jacobi.tck.vocabulary.Entry;
import jacobi.tck.vocabulary.Trait;
import jacobi.type.DType;
import java.util.List;

/// C04 and C22: no size is special to gradients either, and no number of elements to anything. The
/// kernels of a reverse pass have loops and tails of their own, and threads have theirs.
final class Sizes {
  private Sizes() {}

  static void add(Catalog catalog, List<Entry> entries) {
    for (Entry entry : entries) {
      for (DType dtype : catalog.floats()) {
        int cases = dtype == DType.F32 || entry.is(Trait.CONTRACTION) ? 25 : 6;
        if (dtype.bytes() < Float.BYTES) {
          continue;
        }
        if (entry.is(Trait.STEPS)) {
          catalog.add("4.4", entry.op(), dtype, cases, trial -> exact(entry, trial, Scale.EDGES));
        } else if (entry.is(Trait.SMOOTH)) {
          catalog.add("4.4", entry.op(), dtype, cases, trial -> bounded(entry, trial));
        }
        if (dtype == DType.F32 && entry.is(Trait.STEPS)) {
          catalog.add("22.4", entry.op(), dtype, 2, trial -> exact(entry, trial, Scale.MANY));
        } else if (dtype == DType.F32 && entry.is(Trait.REALS)) {
          catalog.add("22.4", entry.op(), dtype, 2, trial -> many(entry, trial));
        } else if (dtype == DType.F32 && entry.is(Trait.WHOLE) && entry.types().takes(dtype)) {
          catalog.add(
              "22.4", entry.op(), dtype, 2, trial -> Forward.defined(entry, trial, Scale.MANY));
        }
      }
    }
  }

  private static Sample sample(Entry entry, Trial trial, Regime regime, Scale scale) {
    return trial.about(entry.generator().of(trial.draws(regime, scale, false)));
  }

  private static void exact(Entry entry, Trial trial, Scale scale) {
    Sample sample = sample(entry, trial, Regime.EXACT, scale);
    List<Array> results = trial.lab().forward(sample);
    Compare.exact("the result", trial.defined(sample), results);
    List<Arg> g = WholeGradients.cotangents(trial, results, false);
    Compare.exact(
        "the gradient", trial.definitions().gradient(sample, g), trial.lab().gradient(sample, g));
  }

  private static void bounded(Entry entry, Trial trial) {
    Sample sample = sample(entry, trial, Regime.REAL, Scale.EDGES);
    List<Arg> g = SmoothGradients.cotangents(trial, trial.lab().forward(sample));
    Compare.bounded(
        trial,
        "the gradient",
        trial.oracle().ruled(sample, g, trial.lab().info().accuracy()),
        trial.lab().gradient(sample, g));
  }

  private static void many(Entry entry, Trial trial) {
    Sample sample = sample(entry, trial, Regime.REAL, Scale.MANY);
    Compare.bounded(
        trial,
        "the result",
        trial.oracle().forward(sample, trial.lab().info().accuracy()),
        trial.lab().forward(sample));
  }
}
