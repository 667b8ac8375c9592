package jacobi.models.cli;

import jacobi.models.data.DataException;
import jacobi.models.data.Images;
import jacobi.models.io.Weights;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Module;
import jacobi.models.train.History;
import jacobi.models.train.Trainer;
import jacobi.models.train.Watch;
import java.util.Map;

/// What is looked at in the course of a run.
///
/// @param validate how many of the last images are kept apart to score the model
/// @param best whether the weights with the best validation accuracy are kept
/// @param patience after how many epochs without a better one the run ends; 0 for never
/// @param norms whether the norms of gradients are measured
record Watching(int validate, boolean best, int patience, boolean norms) {

  /// How many of these images are learned from.
  ///
  /// @throws DataException if none would be left
  int learned(Images all) {
    int learned = all.count() - validate;
    if (learned < 1) {
      throw new DataException(
          "%d images to validate leave none of %d to learn from".formatted(validate, all.count()));
    }
    return learned;
  }

  /// What the trainer looks at.
  Watch of(Images all) {
    Watch watch = Watch.nothing();
    watch = validate > 0 ? watch.withValidation(all.range(learned(all), all.count())) : watch;
    watch = best ? watch.withBest() : watch;
    watch = patience > 0 ? watch.withPatience(patience) : watch;
    return norms ? watch.withNorms() : watch;
  }

  /// Gives a model the best weights its trainer kept, if it was to keep some.
  ///
  /// @return the number of their epoch, or 0 if the weights are the last
  int restore(Module network, Trainer trainer) {
    History.Epoch leader = trainer.place().history().best();
    if (!best || leader == null) {
      return 0;
    }
    Weights.fill(Cells.of(network), trainer.best());
    return leader.number();
  }

  /// What the trainer does not say of itself.
  Map<String, String> about() {
    return Map.of("validate", Integer.toString(validate));
  }
}
