package jacobi.tck.check;

import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Trial;
import jacobi.tck.vocabulary.Entry;
import jacobi.type.DType;
import java.util.List;
import java.util.Set;

/// C25: statistics are those of the batch, and losses count what they are to count.
final class Losses {
  private static final Set<String> NORMS =
      Set.of("LAYER_NORM", "RMS_NORM", "BATCH_NORM_TRAINING", "BATCH_NORM", "GROUP_NORM");

  private static final Set<String> LOSSES =
      Set.of(
          "MEAN_SQUARED_ERROR",
          "l1Loss",
          "huberLoss",
          "binaryCrossEntropyWithLogits",
          "CROSS_ENTROPY",
          "nllLoss");

  private Losses() {}

  static void add(Catalog catalog, List<Entry> entries) {
    for (Entry entry : entries) {
      for (DType dtype : catalog.floats()) {
        if (NORMS.contains(entry.op())) {
          catalog.add("25.1", entry.op(), dtype, 3, trial -> bounded(entry, trial));
        }
        if (LOSSES.contains(entry.op())) {
          catalog.add("25.2", entry.op(), dtype, 3, trial -> bounded(entry, trial));
        }
      }
    }
  }

  static void bounded(Entry entry, Trial trial) {
    Sample sample = trial.about(entry.generator().of(trial.draws(Regime.REAL, Scale.EDGES, true)));
    Compare.bounded(
        trial,
        "the result",
        trial.oracle().forward(sample, trial.lab().info().accuracy()),
        trial.lab().forward(sample));
  }
}
