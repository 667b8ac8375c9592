package jacobi.tck.check;

import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Lab;
import jacobi.tck.trial.Trial;
import jacobi.tck.vocabulary.Entry;
import jacobi.tck.vocabulary.Trait;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.List;

/// C17: the same call, the same bits.
final class Repetition {
  private static final int TIMES = 20;

  /// Enough for sizes whose sums depend on the order.
  private static final int CASES = 8;

  private Repetition() {}

  static void add(Catalog catalog, List<Entry> entries) {
    for (Entry entry : entries) {
      for (DType dtype : catalog.floats()) {
        if (entry.is(Trait.REALS)) {
          catalog.add("17.1", entry.op(), dtype, CASES, trial -> again(entry, trial));
        }
      }
    }
    for (DType dtype : catalog.floats()) {
      catalog.add("17.2", "session", dtype, 0, trial -> elsewhere(entries, trial));
    }
  }

  private static void again(Entry entry, Trial trial) {
    Sample sample = trial.about(entry.generator().of(trial.draws(Regime.REAL, Scale.EDGES, true)));
    List<Array> first = trial.lab().forward(sample);
    for (int i = 1; i < TIMES; i++) {
      Compare.bits("the result, time %d,".formatted(i + 1), first, trial.lab().forward(sample));
    }
  }

  /// Results and gradients of every op in a session of its own.
  private static void elsewhere(List<Entry> entries, Trial trial) {
    try (Lab other = Lab.open(trial.options())) {
      for (Entry entry : entries) {
        if (entry.is(Trait.SMOOTH)) {
          Sample sample =
              trial.about(entry.generator().of(trial.draws(Regime.REAL, Scale.TINY, true)));
          List<Array> first = trial.lab().forward(sample);
          List<Arg> g = SmoothGradients.cotangents(trial, first);
          List<Array> here = new ArrayList<>(first);
          here.addAll(trial.lab().gradient(sample, g));
          List<Array> there = new ArrayList<>(other.forward(sample));
          there.addAll(other.gradient(sample, g));
          Compare.bits("another session's result", here, there);
        }
      }
    }
  }
}
