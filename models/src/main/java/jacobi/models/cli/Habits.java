package jacobi.models.cli;

import jacobi.models.data.ImageSet;
import jacobi.models.train.Regularization;
import jacobi.models.vision.Classifier;
import java.util.Map;

/// What is done against learning by heart.
///
/// @param dropout the probability that a unit is dropped
/// @param augment how images are changed, as users say it
/// @param smoothing the share of each label that is spread over all classes
/// @param l1 the strength of that penalty
/// @param l2 the strength of that penalty
record Habits(double dropout, String augment, double smoothing, double l1, double l2) {

  /// What was chosen for a network.
  static Habits of(Given given, Classifier model) {
    return new Habits(
        given.real("dropout", model.drop()),
        given.value("augment", Augment.NONE),
        given.real("smoothing", 0),
        given.real("l1", 0),
        given.real("l2", 0));
  }

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
