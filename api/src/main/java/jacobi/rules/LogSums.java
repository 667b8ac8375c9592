package jacobi.rules;

import jacobi.op.Reduce;
import jacobi.tensor.Functions;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import jacobi.type.Axes;

/// The logarithm of a sum of exponentials.
final class LogSums {
  private LogSums() {}

  /// `ln Σ e^(x − top) + top`; an endless `top` would make NaN of `∞ − ∞`, so it is left out.
  static Tensor of(Tensor x, Axes axes) {
    Tensor max = x.engine().apply(new Reduce(Reduce.Kind.MAX, axes), x);
    Tensor endless = max.abs().eq(Double.POSITIVE_INFINITY);
    Tensor top = endless.where(Functions.zerosLike(max), max);
    Tensor moved = x.sub(top.reshape(x.shape().keep(axes)));
    return moved.exp().sum(axes).log().add(top);
  }

  /// `x̄ = ḡ·e^(x − y)`, 0 where `y` is −∞.
  static Pullback rule(Tensor x, Axes axes, Tensor y) {
    var kept = x.shape().keep(axes);
    return Pullback.of(g -> {
      Tensor nothing = y.eq(Double.NEGATIVE_INFINITY);
      Tensor sum = nothing.where(Functions.zerosLike(y), y).reshape(kept);
      return x.sub(sum).exp().mul(g.reshape(kept));
    });
  }
}
