package jacobi.rules;

import static jacobi.tensor.Functions.div;
import static jacobi.tensor.Functions.sub;
import static jacobi.tensor.Functions.zerosLike;

import jacobi.op.Activation;
import jacobi.tensor.Tensor;

/// The activation functions and their derivatives, written so that no exponential overflows into
/// NaN, in any order of differentiation.
final class Activations {
  private static final double HALF_SQRT = 0.7071067811865476;
  private static final double INVERSE_SQRT_TWO_PI = 0.3989422804014327;
  private static final double TWO_SQRT_TWO_OVER_PI = 1.5957691216057308;
  private static final double CUBIC = 0.044715;

  /// From here on `s·(1 − s)` of GELU_TANH is 0 in every type.
  private static final double FLAT = 32;

  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double SELU_SCALE = 1.0507009873554805;

  private Activations() {}

  static Tensor of(Activation f, Tensor x) {
    return switch (f) {
      case RELU -> positive(x);
      case SIGMOID -> div(1, x.neg().exp().add(1));
      case SILU -> x.mul(x.sigmoid());
      case SOFTPLUS -> positive(x).add(x.abs().neg().exp().log1p());
      case MISH -> x.mul(x.softplus().tanh());
      case GELU -> x.mul(normal(x));
      case GELU_TANH -> x.mul(inner(x).sigmoid());
      case SELU -> x.le(0).where(negative(x).expm1().mul(SELU_ALPHA), x).mul(SELU_SCALE);
    };
  }

  /// `ḡ·f′`, from what `f` saves: the result of RELU and SIGMOID, the argument of the others.
  static Tensor backward(Activation f, Tensor g, Tensor saved) {
    return switch (f) {
      case RELU -> saved.le(0).where(zerosLike(g), g);
      case SIGMOID -> g.mul(saved).mul(sub(1, saved));
      case SILU -> {
        Tensor s = saved.sigmoid();
        yield g.mul(s.add(saved.mul(s).mul(sub(1, s))));
      }
      case SOFTPLUS -> g.mul(saved.sigmoid());
      case MISH -> {
        Tensor t = saved.softplus().tanh();
        yield g.mul(t.add(saved.mul(saved.sigmoid()).mul(sub(1, t.square()))));
      }
      case GELU -> {
        Tensor density = saved.square().mul(-0.5).exp().mul(INVERSE_SQRT_TWO_PI);
        yield g.mul(normal(saved).add(saved.mul(density)));
      }
      case GELU_TANH -> {
        Tensor s = inner(saved).sigmoid();
        // Where a square would overflow, s·(1 − s) is 0.
        Tensor near = saved.clamp(-FLAT, FLAT);
        Tensor slope = near.square().mul(3 * CUBIC).add(1).mul(TWO_SQRT_TWO_OVER_PI);
        yield g.mul(s.add(saved.mul(s).mul(sub(1, s)).mul(slope)));
      }
      case SELU -> {
        Tensor below = negative(saved).exp().mul(SELU_ALPHA);
        yield g.mul(saved.le(0).where(below, saved.scalar(1)).mul(SELU_SCALE));
      }
    };
  }

  private static Tensor positive(Tensor x) {
    return x.le(0).where(zerosLike(x), x);
  }

  /// `min(x, 0)`: keeps a branch not taken from overflowing, for `0·∞` is NaN.
  static Tensor negative(Tensor x) {
    return x.le(0).where(x, zerosLike(x));
  }

  /// `Φ(x) = ½·(1 + erf(x/√2))`
  private static Tensor normal(Tensor x) {
    return x.mul(HALF_SQRT).erf().add(1).mul(0.5);
  }

  /// `2·√(2/π)·(x + 0.044715·x³)`
  private static Tensor inner(Tensor x) {
    return x.square().mul(CUBIC).add(1).mul(x).mul(TWO_SQRT_TWO_OVER_PI);
  }
}
