package jacobi.models.train;

/// How well a classifier did on some images.
///
/// @param loss the mean cross-entropy
/// @param accuracy the fraction recognized
public record Score(double loss, double accuracy) {}
