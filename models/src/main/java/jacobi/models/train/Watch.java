package jacobi.models.train;

import jacobi.models.data.Images;
import org.jspecify.annotations.Nullable;

/// What is looked at in the course of a run, beside the loss.
///
/// @param validation images that are not learned from; the model is scored on them after each epoch
/// @param best whether the weights with the best validation accuracy are kept
/// @param norms whether the norms of each parameter's gradients are measured
/// @param patience after how many epochs without better validation accuracy the run ends; 0 for
///   never
public record Watch(@Nullable Images validation, boolean best, boolean norms, int patience) {
  /// The loss and nothing else.
  public static Watch nothing() {
    return new Watch(null, false, false, 0);
  }

  /// Checks that there is something to be best at.
  ///
  /// @throws TrainingException if the best weights are wanted without validation images, or the
  ///   patience is negative
  public Watch {
    if (best && validation == null) {
      throw new TrainingException("the best weights are found by validation images: give some");
    }
    if (patience < 0 || (patience > 0 && !best)) {
      throw new TrainingException(
          "a patience of %d epochs%s".formatted(patience, best ? "" : " without the best weights"));
    }
  }

  /// Scores the model on images after each epoch.
  public Watch withValidation(Images images) {
    return new Watch(images, best, norms, patience);
  }

  /// Keeps the weights of the epoch with the best validation accuracy.
  public Watch withBest() {
    return new Watch(validation, true, norms, patience);
  }

  /// Measures the norms of each parameter's gradients.
  public Watch withNorms() {
    return new Watch(validation, best, true, patience);
  }

  /// Ends the run when so many epochs brought no better validation accuracy, and keeps the weights
  /// of the best one.
  ///
  /// Source: Prechelt, *Early stopping: but when?*, 1998.
  public Watch withPatience(int epochs) {
    return new Watch(validation, true, norms, epochs);
  }

  /// True if the last epochs brought nothing better.
  boolean isOver(History history) {
    History.Epoch leader = history.best();
    return patience > 0 && leader != null && history.epochs().size() - leader.number() >= patience;
  }
}
