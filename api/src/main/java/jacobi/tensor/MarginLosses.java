package jacobi.tensor;

import static jacobi.tensor.Functions.sub;

import jacobi.type.DTypeException;
import jacobi.type.ShapeException;

/// Losses that are 0 as soon as a margin is kept, as PyTorch defines them; the gradient at the
/// margin is 0. A `sign` is 1 or −1.
///
/// Each throws a [ShapeException] if the shapes do not fit and a [DTypeException] if the elements
/// are no floats.
public sealed interface MarginLosses permits Tensor {
  /// What keeps the cosine of a zero from dividing by 0, as in PyTorch.
  double COSINE_EPS = 1e-12;

  /// What keeps distances from the kink of a norm, as in PyTorch.
  double DISTANCE_EPS = 1e-6;

  private Tensor self() {
    return (Tensor) this;
  }

  /// `max(0, 1 − sign·x)`, the loss of support vector machines.
  ///
  /// @param sign the shape of `x`
  default Tensor hingeLoss(Tensor sign, Reduction reduction) {
    LossOperands.alike("hingeLoss", self(), sign);
    return reduction.of(sub(1, self().mul(sign)).relu());
  }

  /// `sign = 1 ? x : max(0, margin − x)`, of distances `x`.
  ///
  /// @param sign the shape of `x`
  default Tensor hingeEmbeddingLoss(Tensor sign, double margin, Reduction reduction) {
    LossOperands.alike("hingeEmbeddingLoss", self(), sign);
    return reduction.of(sign.eq(1).where(self(), sub(margin, self()).relu()));
  }

  /// `max(0, margin − sign·(x − other))`: 1 says that `x` is to rank higher.
  ///
  /// @param other the shape of `x`
  /// @param sign the shape of `x`
  default Tensor marginRankingLoss(Tensor other, Tensor sign, double margin, Reduction reduction) {
    LossOperands.alike("marginRankingLoss", self(), other);
    LossOperands.alike("marginRankingLoss", self(), sign);
    return reduction.of(sub(margin, sign.mul(self().sub(other))).relu());
  }

  /// `sign = 1 ? 1 − cos(x, other) : max(0, cos(x, other) − margin)` of rows.
  ///
  /// @param other the shape of `x`
  /// @param sign one a row
  default Tensor cosineEmbeddingLoss(
      Tensor other, Tensor sign, double margin, Reduction reduction) {
    LossOperands.alike("cosineEmbeddingLoss", self(), other);
    LossOperands.rows("cosineEmbeddingLoss", self(), sign);
    Tensor squares = self().square().sum(-1).add(COSINE_EPS);
    Tensor others = other.square().sum(-1).add(COSINE_EPS);
    Tensor cosine = self().mul(other).sum(-1).div(squares.mul(others).sqrt());
    return reduction.of(sign.eq(1).where(sub(1, cosine), cosine.sub(margin).relu()));
  }

  /// `max(0, margin + ‖x − positive + ε‖ₚ − ‖x − negative + ε‖ₚ)` of rows, `ε` = 1e-6: a row is to
  /// lie nearer to its positive than to its negative.
  ///
  /// Source: Balntas et al., *Learning local feature descriptors with triplets*, 2016.
  ///
  /// @param positive the shape of `x`
  /// @param negative the shape of `x`
  /// @param p of the norm, usually 2
  default Tensor tripletMarginLoss(
      Tensor positive, Tensor negative, double margin, double p, Reduction reduction) {
    LossOperands.alike("tripletMarginLoss", self(), positive);
    LossOperands.alike("tripletMarginLoss", self(), negative);
    Tensor near = self().sub(positive).add(DISTANCE_EPS).norm(p, -1);
    Tensor far = self().sub(negative).add(DISTANCE_EPS).norm(p, -1);
    return reduction.of(near.sub(far).add(margin).relu());
  }
}
