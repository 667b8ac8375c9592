package jacobi.tensor;

import jacobi.op.LogSumExp;
import jacobi.type.Axes;
import jacobi.type.DTypeException;
import jacobi.type.JacobiException;

/// How numbers spread along axes, and how large they are together. No axis named means all of them;
/// negative axes count from the end.
public sealed interface Statistics permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// `Σ (x − mean)² / (n − 1)`, the variance of what the elements are a sample of; NaN of fewer
  /// than two elements.
  default Tensor var(int... axes) {
    return var(Correction.BESSEL, axes);
  }

  /// `Σ (x − mean)² / (n − correction)`; NaN where that is 0.
  ///
  /// @throws DTypeException if the elements are no floats
  default Tensor var(Correction correction, int... axes) {
    Tensor x = floats("var");
    Axes folded = Axes.of(x.shape(), axes);
    long count = folded.elements(x.shape());
    Tensor mean = x.sum(folded).div(count).reshape(x.shape().keep(folded));
    return x.sub(mean).square().sum(folded).div(Math.max(count - correction.subtrahend(), 0));
  }

  /// The root of [#var(int...)]; gradient 0 at 0.
  default Tensor std(int... axes) {
    return std(Correction.BESSEL, axes);
  }

  /// The root of [#var(Correction, int...)]; gradient 0 at 0.
  ///
  /// @throws DTypeException if the elements are no floats
  default Tensor std(Correction correction, int... axes) {
    return power(var(correction, axes), 0.5);
  }

  /// `(Σ |x|ᵖ)^(1/p)`; of `p = ∞` the greatest `|x|`, whose ties share the gradient. The gradient
  /// of a norm of zeros is 0.
  ///
  /// @param p greater than 0: 2 for the length, 1 for the sum of sizes
  /// @throws JacobiException if `p` is not greater than 0
  /// @throws DTypeException if the elements are no floats
  default Tensor norm(double p, int... axes) {
    if (!(p > 0)) {
      throw new JacobiException("norm wants p > 0, got %s".formatted(p));
    }
    Tensor x = floats("norm");
    if (p == 2) {
      return power(x.square().sum(axes), 0.5);
    }
    Tensor size = x.abs();
    if (p == 1) {
      return size.sum(axes);
    }
    return p == Double.POSITIVE_INFINITY ? size.max(axes) : power(power(size, p).sum(axes), 1 / p);
  }

  /// `ln Σ eˣ` without overflow; −∞, with a gradient of 0, where all elements are.
  default Tensor logSumExp(int... axes) {
    Axes folded = Axes.of(self().shape(), axes);
    return self().engine().apply(new LogSumExp(folded), self());
  }

  private Tensor floats(String method) {
    if (!self().dtype().isFloat()) {
      throw new DTypeException(
          "%s wants floats, got %s: cast(F32) first".formatted(method, self().dtype()));
    }
    return self();
  }

  /// `xᵖ` of `x ≥ 0` with a gradient of 0 at 0, where the formula's would be NaN or endless.
  private static Tensor power(Tensor x, double p) {
    Tensor zero = x.eq(0);
    Tensor base = zero.where(x.scalar(1), x);
    return zero.where(x.scalar(0), p == 0.5 ? base.sqrt() : base.pow(p));
  }
}
