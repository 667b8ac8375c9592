package jacobi.tck.check;

import jacobi.tck.trial.Catalog;
import jacobi.tck.vocabulary.Entry;
import jacobi.tck.vocabulary.Vocabulary;
import jacobi.type.DType;

/// C26: steps are formulas.
final class Optimizers {
  private Optimizers() {}

  static void add(Catalog catalog) {
    for (Entry entry : Vocabulary.steps()) {
      for (DType dtype : catalog.floats()) {
        String rule = entry.op().equals("CLIP_NORM") ? "26.2" : "26.1";
        catalog.add(rule, entry.op(), dtype, 3, trial -> Losses.bounded(entry, trial));
      }
    }
  }
}
