package jacobi.tensor;

import static jacobi.tensor.Functions.zerosLike;

import jacobi.type.IndexException;
import jacobi.type.JacobiException;
import jacobi.type.ShapeException;

/// Losses of rows […, classes] against labels […] of I64 or I32, as PyTorch defines them; the
/// classes are the last axis.
public sealed interface LabelLosses permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// `−w[label]·x[label]` of logarithms of probabilities `x`.
  ///
  /// @throws ShapeException unless there is one label a row, and one weight a class
  /// @throws IndexException if a label is no class and not the ignored one
  default Tensor nllLoss(Tensor labels, LabelOptions options) {
    LossOperands.rows("nllLoss", self(), labels);
    return loss("nllLoss", self(), labels, options, 0);
  }

  /// The negative log-likelihood of `y = x − ln Σ eˣ` of logits `x`, a share of every label spread
  /// evenly over all classes:
  ///
  /// ```
  /// −(1 − smoothing)·w[label]·y[label] − smoothing/classes·Σ w·y
  /// ```
  ///
  /// Source: Szegedy et al., *Rethinking the inception architecture*, 2016.
  ///
  /// @param smoothing from 0 to 1; 0 for none
  /// @throws ShapeException unless there is one label a row, and one weight a class
  /// @throws IndexException if a label is no class and not the ignored one
  /// @throws JacobiException if the smoothing is no share
  default Tensor crossEntropy(Tensor labels, LabelOptions options, double smoothing) {
    LossOperands.rows("crossEntropy", self(), labels);
    boolean share = smoothing >= 0 && smoothing <= 1;
    LossOperands.attribute(share, "crossEntropy", "a smoothing from 0 to 1", smoothing);
    return loss("crossEntropy", self().logSoftmax(-1), labels, options, smoothing);
  }

  /// Of logarithms of probabilities. A row that counts nothing reads class 0 instead of its label.
  private static Tensor loss(
      String name, Tensor logs, Tensor labels, LabelOptions options, double smoothing) {
    Tensor ignored = labels.eq(options.ignoreIndex());
    Tensor index = ignored.where(zerosLike(labels), labels);
    Tensor chosen = logs.gather(-1, index.unsqueeze(-1)).squeeze(-1).mul(smoothing - 1);
    Tensor weight = logs.scalar(1);
    Tensor weighted = logs;
    Tensor given = options.weight();
    if (given != null) {
      LossOperands.classes(name, logs, given);
      weight = given.gather(0, index.reshape(-1)).reshape(index.shape());
      chosen = chosen.mul(weight);
      weighted = logs.mul(given);
    }
    if (smoothing > 0) {
      chosen = chosen.sub(weighted.sum(-1).mul(smoothing / logs.size(-1)));
    }
    Tensor each = ignored.where(logs.scalar(0), chosen);
    return options.reduction() == Reduction.MEAN
        ? each.sum().div(ignored.where(logs.scalar(0), weight).sum())
        : options.reduction().of(each);
  }
}
