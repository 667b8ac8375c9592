package jacobi.models.train;

import jacobi.models.data.Augmentation;
import jacobi.models.optim.Penalty;
import jacobi.tensor.LabelOptions;
import jacobi.tensor.Parameter;
import jacobi.tensor.Reduction;
import jacobi.tensor.Tensor;
import java.util.List;

/// What keeps a model from learning its images by heart, beside dropout.
///
/// @param augmentation how images are changed
/// @param smoothing the share of each label that is spread evenly over all classes
/// @param l1 the strength of [Penalty#l1] of the weights
/// @param l2 the strength of [Penalty#l2] of the weights
public record Regularization(Augmentation augmentation, double smoothing, double l1, double l2) {
  /// Nothing of the kind.
  public static final Regularization NONE = new Regularization(Augmentation.NONE, 0, 0, 0);

  /// Refuses what is no share and no strength.
  ///
  /// @throws TrainingException if the smoothing is not from 0 to below 1, or a strength is negative
  ///   or infinite
  public Regularization {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new TrainingException("a smoothing of " + smoothing + ": use one from 0 to below 1");
    }
    if (!(isStrength(l1) && isStrength(l2))) {
      throw new TrainingException(
          "penalties of %s and %s: use finite ones of at least 0".formatted(l1, l2));
    }
  }

  private static boolean isStrength(double number) {
    return number >= 0 && number < Double.POSITIVE_INFINITY;
  }

  /// The mean cross-entropy with smoothed labels.
  Tensor crossEntropy(Tensor logits, Tensor labels) {
    return smoothing == 0
        ? logits.crossEntropy(labels)
        : logits.crossEntropy(labels, LabelOptions.of(Reduction.MEAN), smoothing);
  }

  /// A loss and the penalties of these weights.
  Tensor penalized(Tensor loss, List<Parameter> weights) {
    Tensor sum = loss;
    sum = l1 == 0 ? sum : sum.add(Penalty.l1(weights, l1));
    return l2 == 0 ? sum : sum.add(Penalty.l2(weights, l2));
  }
}
