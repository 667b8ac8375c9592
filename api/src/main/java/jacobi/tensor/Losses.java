package jacobi.tensor;

import static jacobi.tensor.Functions.sub;

import jacobi.type.DTypeException;
import jacobi.type.JacobiException;
import jacobi.type.ShapeException;

/// How far predictions are from targets of the same shape, as PyTorch defines it: `x` is what the
/// model says, `t` the target. A `reduction` makes one number of the losses of the elements.
///
/// Each throws a [ShapeException] if the shapes differ and a [DTypeException] if the elements are
/// no floats.
public sealed interface Losses permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// `|x − t|`; gradient 0 at 0.
  default Tensor l1Loss(Tensor target, Reduction reduction) {
    LossOperands.alike("l1Loss", self(), target);
    return reduction.of(self().sub(target).abs());
  }

  /// `(x − t)²`
  default Tensor mse(Tensor target, Reduction reduction) {
    LossOperands.alike("mse", self(), target);
    return reduction == Reduction.MEAN
        ? self().mse(target)
        : reduction.of(self().sub(target).square());
  }

  /// `d ≤ δ ? d²/2 : δ·(d − δ/2)` with `d = |x − t|`.
  ///
  /// Source: Huber, *Robust estimation of a location parameter*, 1964.
  ///
  /// @throws JacobiException unless `δ > 0`
  default Tensor huberLoss(Tensor target, double delta, Reduction reduction) {
    LossOperands.alike("huberLoss", self(), target);
    LossOperands.attribute(delta > 0, "huberLoss", "delta > 0", delta);
    return reduction.of(huber(target, delta));
  }

  /// `d < β ? d²/(2β) : d − β/2` with `d = |x − t|`; of `β = 0` the same as [#l1Loss].
  ///
  /// Source: Girshick, *Fast R-CNN*, 2015.
  ///
  /// @throws JacobiException unless `β ≥ 0`
  default Tensor smoothL1Loss(Tensor target, double beta, Reduction reduction) {
    LossOperands.alike("smoothL1Loss", self(), target);
    LossOperands.attribute(beta >= 0, "smoothL1Loss", "beta ≥ 0", beta);
    return beta == 0 ? l1Loss(target, reduction) : reduction.of(huber(target, beta).div(beta));
  }

  /// `c·(e − c/2)` with `e = x − t` and `c` the nearest to it of −δ … δ. By sizes `|e|` it would
  /// come to the same, but for a second derivative of 0 instead of 1 where `e = 0`.
  private Tensor huber(Tensor target, double delta) {
    Tensor error = self().sub(target);
    Tensor near = error.clamp(-delta, delta);
    return near.mul(error.sub(near.mul(0.5)));
  }

  /// `−(t·ln x + (1 − t)·ln(1 − x))` of probabilities `x`. A logarithm below −100 counts as −100,
  /// with a gradient of 0; [#binaryCrossEntropyWithLogits] has no such bound.
  default Tensor binaryCrossEntropy(Tensor target, Reduction reduction) {
    LossOperands.alike("binaryCrossEntropy", self(), target);
    Tensor is = target.mul(log(self()));
    Tensor isNot = sub(1, target).mul(log(sub(1, self())));
    return reduction.of(is.add(isNot).neg());
  }

  /// `max(ln x, −100)`; the branch not taken must not be endless, for `0·∞` is NaN.
  private static Tensor log(Tensor x) {
    Tensor tiny = x.le(Math.exp(-100));
    return tiny.where(x.scalar(-100), tiny.where(x.scalar(1), x).log());
  }

  /// `−(t·ln σ(x) + (1 − t)·ln(1 − σ(x)))` of logits `x` with `σ` the sigmoid, without overflow:
  /// `t·softplus(−x) + (1 − t)·softplus(x)`.
  default Tensor binaryCrossEntropyWithLogits(Tensor target, Reduction reduction) {
    LossOperands.alike("binaryCrossEntropyWithLogits", self(), target);
    Tensor is = target.mul(self().neg().softplus());
    return reduction.of(is.add(sub(1, target).mul(self().softplus())));
  }

  /// The same, with the losses of positive targets multiplied by a weight.
  ///
  /// @param positive broadcasts to the shape of `x`: one number, or one for each of the last axis
  default Tensor binaryCrossEntropyWithLogits(Tensor target, Tensor positive, Reduction reduction) {
    LossOperands.alike("binaryCrossEntropyWithLogits", self(), target);
    Tensor is = target.mul(positive.expand(self().shape())).mul(self().neg().softplus());
    return reduction.of(is.add(sub(1, target).mul(self().softplus())));
  }

  /// `t·(ln t − x)` of logarithms of probabilities `x` and probabilities `t`; 0 where `t` is 0.
  ///
  /// The divergence itself is the sum over the classes, so a mean over a batch is `SUM` divided by
  /// the size of the batch.
  default Tensor klDivLoss(Tensor target, Reduction reduction) {
    LossOperands.alike("klDivLoss", self(), target);
    Tensor zero = target.eq(0);
    Tensor surprise = zero.where(target.scalar(1), target).log().sub(self());
    return reduction.of(zero.where(target.scalar(0), target.mul(surprise)));
  }
}
