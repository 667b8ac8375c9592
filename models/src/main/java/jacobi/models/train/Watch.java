package jacobi.models.train;

import jacobi.models.data.Images;
import org.jspecify.annotations.Nullable;

/// What is looked at in the course of a run, beside the loss.
///
/// @param validation images that are not learned from; the model is scored on them after each epoch
/// @param best whether the weights with the best validation accuracy are kept
/// @param norms whether the norms of each parameter's gradients are measured
public record Watch(@Nullable Images validation, boolean best, boolean norms) {
  /// The loss and nothing else.
  public static Watch nothing() {
    return new Watch(null, false, false);
  }

  /// Checks that there is something to be best at.
  ///
  /// @throws TrainingException if the best weights are wanted without validation images
  public Watch {
    if (best && validation == null) {
      throw new TrainingException("the best weights are found by validation images: give some");
    }
  }

  /// Scores the model on images after each epoch.
  public Watch withValidation(Images images) {
    return new Watch(images, best, norms);
  }

  /// Keeps the weights of the epoch with the best validation accuracy.
  public Watch withBest() {
    return new Watch(validation, true, norms);
  }

  /// Measures the norms of each parameter's gradients.
  public Watch withNorms() {
    return new Watch(validation, best, true);
  }
}
