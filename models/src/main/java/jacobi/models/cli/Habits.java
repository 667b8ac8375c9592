package jacobi.models.cli;

import jacobi.models.data.ImageSet;
import jacobi.models.train.Regularization;
import java.util.Map;

/// What is done against learning by heart.
///
/// @param dropout the probability that a unit is dropped
/// @param augment how images are changed, as users say it
/// @param smoothing the share of each label that is spread over all classes
/// @param l1 the strength of that penalty
/// @param l2 the strength of that penalty
record Habits(double dropout, String augment, double smoothing, double l1, double l2) {

  /// What the trainer does with these images.
  Regularization of(ImageSet images) {
    return new Regularization(Augment.of(augment, images), smoothing, l1, l2);
  }

  /// What a checkpoint says of them.
  Map<String, String> about() {
    return Map.of(
        "dropout", Double.toString(dropout),
        "augment", augment,
        "smoothing", Double.toString(smoothing),
        "l1", Double.toString(l1),
        "l2", Double.toString(l2));
  }
}
