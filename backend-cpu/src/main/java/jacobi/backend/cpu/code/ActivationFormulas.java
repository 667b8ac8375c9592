package jacobi.backend.cpu.code;

import jacobi.op.Activation;

/// The activation functions and their gradients on F32, in one pass.
///
/// Every step is one of the decomposition, in its order, so a claimed activation has the bits of
/// the decomposed one.
final class ActivationFormulas {
  private static final double HALF_SQRT = 0.7071067811865476;
  private static final double INVERSE_SQRT_TWO_PI = 0.3989422804014327;
  private static final double TWO_SQRT_TWO_OVER_PI = 1.5957691216057308;
  private static final double CUBIC = 0.044715;
  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double SELU_SCALE = 1.0507009873554805;

  private ActivationFormulas() {}

  /// `y = f(x)`
  static Formula of(Activation f) {
    return switch (f) {
      case RELU -> Formula.plain(x -> x[0].max(0));
      case SIGMOID -> Formula.vector(x -> sigmoid(x[0]));
      case SILU -> Formula.vector(x -> x[0].mul(sigmoid(x[0])));
      case SOFTPLUS -> Formula.wide(x -> softplus(x[0]));
      case MISH -> Formula.wide(x -> x[0].mul(FloatFormulas.tanh(softplus(x[0]))));
      case GELU -> Formula.vector(x -> x[0].mul(normal(x[0])));
      case GELU_TANH -> Formula.vector(x -> x[0].mul(sigmoid(inner(x[0]))));
      case SELU -> Formula.wide(x -> selu(x[0]));
    };
  }

  /// `x̄ = ḡ·f′`, by the cotangent and what the function saves.
  static Formula backward(Activation f) {
    return switch (f) {
      case RELU -> Formula.vector(x -> x[1].le(x[1].constant(0)).then(x[0].constant(0), x[0]));
      case SIGMOID -> Formula.vector(x -> x[0].mul(x[1]).mul(fromOne(x[1])));
      case SILU -> Formula.vector(x -> silu(x[0], x[1]));
      case SOFTPLUS -> Formula.vector(x -> x[0].mul(sigmoid(x[1])));
      case MISH -> Formula.wide(x -> mish(x[0], x[1]));
      case GELU -> Formula.vector(x -> gelu(x[0], x[1]));
      case GELU_TANH -> Formula.vector(x -> geluTanh(x[0], x[1]));
      case SELU -> Formula.vector(x -> selu(x[0], x[1]));
    };
  }

  /// `1 − x`
  private static Value fromOne(Value x) {
    return x.constant(1).sub(x);
  }

  static Value sigmoid(Value x) {
    return x.constant(1).div(FloatFormulas.exp(x.neg()).add(1));
  }

  private static Value softplus(Value x) {
    Value tail = WideFormulas.log1p(FloatFormulas.exp(x.abs().neg()));
    return x.max(0).add(tail);
  }

  /// `Φ(x)`
  private static Value normal(Value x) {
    return FloatFormulas.erf(x.mul(HALF_SQRT)).add(1).mul(0.5);
  }

  /// `2·√(2/π)·(x + 0.044715·x³)`
  private static Value inner(Value x) {
    return x.mul(x).mul(CUBIC).add(1).mul(x).mul(TWO_SQRT_TWO_OVER_PI);
  }

  private static Value selu(Value x) {
    Value below = WideFormulas.expm1(negative(x)).mul(SELU_ALPHA);
    return x.le(x.constant(0)).then(below, x).mul(SELU_SCALE);
  }

  /// `x ≤ 0 ? x : 0`
  private static Value negative(Value x) {
    return x.le(x.constant(0)).then(x, x.constant(0));
  }

  private static Value silu(Value g, Value x) {
    Value s = sigmoid(x);
    return g.mul(s.add(x.mul(s).mul(fromOne(s))));
  }

  private static Value mish(Value g, Value x) {
    Value t = FloatFormulas.tanh(softplus(x));
    return g.mul(t.add(x.mul(sigmoid(x)).mul(fromOne(t.mul(t)))));
  }

  private static Value gelu(Value g, Value x) {
    Value density = FloatFormulas.exp(x.mul(x).mul(-0.5)).mul(INVERSE_SQRT_TWO_PI);
    return g.mul(normal(x).add(x.mul(density)));
  }

  private static Value geluTanh(Value g, Value x) {
    Value s = sigmoid(inner(x));
    Value slope = x.mul(x).mul(3 * CUBIC).add(1).mul(TWO_SQRT_TWO_OVER_PI);
    return g.mul(s.add(x.mul(s).mul(fromOne(s)).mul(slope)));
  }

  private static Value selu(Value g, Value x) {
    Value below = FloatFormulas.exp(negative(x)).mul(SELU_ALPHA);
    Value slope = x.le(x.constant(0)).then(below, x.constant(1)).mul(SELU_SCALE);
    return g.mul(slope);
  }
}
