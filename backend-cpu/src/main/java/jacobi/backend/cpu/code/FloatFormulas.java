package jacobi.backend.cpu.code;

/// Elementary functions of F32 whose every step is a float. Coefficients are minimax fits (Remez),
/// rounded.
///
/// On a processor without fused multiply-add these are very slow, because `Math.fma` is emulated.
final class FloatFormulas {
  /// Adding this rounds a small float to a whole number, which then stands in the low bits.
  private static final float ROUND = 0x1.8p23f;

  private static final int ROUND_BITS = 0x4B400000;
  private static final float LOG2_E = 1.442695f;

  /// The leading bits of `ln 2`: few, so that multiples by an exponent are exact.
  private static final float LN2_HIGH = 0x1.63p-1f;

  /// `ln 2` less [#LN2_HIGH].
  private static final float LN2_LOW = -2.12194440e-4f;

  /// Below this `eˣ` is 0.
  private static final float EXP_LOW = -104f;

  /// From this on `eˣ` is infinite.
  private static final float EXP_HIGH = 89f;

  /// Up to here, either side of 0, `eˣ` is a normal number, and so is its fraction of it.
  private static final float EXP_NORMAL = 86f;

  private static final int MANTISSA_BITS = 23;
  private static final int SQRT_HALF_BITS = 0x3F3504F3;
  private static final int MANTISSA = 0x007FFFFF;

  /// Up to here tanh is a polynomial.
  private static final float TANH_SMALL = 0.625f;

  /// From here tanh is 1.
  private static final float TANH_ONE = 10f;

  /// Up to here erf is a polynomial.
  private static final float ERF_SMALL = 1f;

  /// From here erf is 1.
  private static final float ERF_ONE = 4f;

  private FloatFormulas() {}

  /// `eˣ = 2ⁿ·eʳ` with `n = round(x / ln 2)`; `2ⁿ` in two factors, so that subnormal results and
  /// the largest ones come out right. Within 0.98 ulp.
  static Value exp(Value x) {
    Value c = x.lt(EXP_LOW).then(x.constant(EXP_LOW), x);
    c = c.gt(EXP_HIGH).then(x.constant(EXP_HIGH), c);
    Value shifted = c.fma(LOG2_E, ROUND);
    Value n = shifted.bits().sub(ROUND_BITS);
    Value half = n.shiftRight(1);
    return fraction(c, shifted).mul(power(half)).mul(power(n.sub(half)));
  }

  /// The same where [#leavesNormal] does not hold, nor `x` is NaN: `n` is added to the exponent.
  static Value expNormal(Value x) {
    Value shifted = x.fma(LOG2_E, ROUND);
    return fraction(x, shifted).bits().add(shifted.bits().shiftLeft(MANTISSA_BITS)).bits();
  }

  /// Whether `eˣ` may be other than a normal number.
  static Value leavesNormal(Value x) {
    return x.abs().lt(EXP_NORMAL).not();
  }

  /// `eʳ` with `r = x − n·ln 2`
  private static Value fraction(Value x, Value shifted) {
    Value k = x.constant(ROUND).sub(shifted);
    Value r = k.fma(LN2_LOW, k.fma(LN2_HIGH, x));
    // (eʳ − 1 − r)/r² for |r| ≤ ½ ln 2
    Value q = r.polynomial(0.49999994f, 0.16666515f, 0.041668456f, 0.008369419f, 0.0013813144f);
    return q.fma(r.mul(r), r).add(1);
  }

  /// `2ⁿ` for a normal result.
  private static Value power(Value n) {
    return n.add(127).shiftLeft(MANTISSA_BITS).bits();
  }

  /// `ln x = e·ln 2 + ln(1+f)` with `x = 2ᵉ·(1+f)`. Within 0.81 ulp.
  static Value log(Value x) {
    Value small = x.lt(Float.MIN_NORMAL);
    Value top = small.then(x.mul(0x1p23f), x).bits().sub(SQRT_HALF_BITS);
    Value exponent = top.shiftRight(23).to(Element.F32);
    Value e = exponent.sub(small.then(x.constant(23), x.constant(0)));
    Value f = top.and(MANTISSA).add(SQRT_HALF_BITS).bits().sub(1);
    Value z = f.mul(f);
    // (ln(1+f) − f + f²/2)/f³ for √½ ≤ 1+f < √2
    Value p =
        f.polynomial(
            0.3333331f,
            -0.2500001f,
            0.20002194f,
            -0.16668051f,
            0.142179f,
            -0.12403304f,
            0.118990086f,
            -0.116957255f,
            0.06746472f);
    Value y = e.fma(LN2_LOW, f.mul(z).mul(p));
    Value inside = e.fma(LN2_HIGH, f.add(z.fma(-0.5f, y)));
    return withLimits(x, 0, inside);
  }

  /// A logarithm that begins at `edge`: NaN before, −∞ there, `y` beyond and ∞ at ∞.
  static Value withLimits(Value x, Number edge, Value y) {
    Value infinity = x.constant(Double.POSITIVE_INFINITY);
    Value low = x.eq(edge).then(infinity.neg(), x.constant(Double.NaN));
    return x.gt(edge).then(x.lt(infinity).then(y, infinity), low);
  }

  /// `tanh x`: an odd polynomial near 0, `1 − 2/(e^(2|x|) + 1)` beyond. Within 1.34 ulp.
  static Value tanh(Value x) {
    Value t = x.abs();
    Value z = t.mul(t);
    // (tanh t / t − 1)/t² in t² for t ≤ 0.625
    Value p = z.polynomial(-0.3333328f, 0.13331442f, -0.053739715f, 0.020639088f, -0.0057049873f);
    Value near = t.mul(z).fma(p, t);
    Value most = t.lt(TANH_ONE).then(t, x.constant(TANH_ONE));
    Value far = x.constant(1).sub(x.constant(2).div(expNormal(most.mul(2)).add(1)));
    // NaN is near.
    return x.constant(TANH_SMALL).le(t).then(far, near).withSignOf(x);
  }

  /// `erf x`: an odd polynomial near 0, `1 − e^(ln erfc |x|)` beyond. Within 1.15 ulp.
  static Value erf(Value x) {
    Value size = x.abs();
    Value t = size.lt(ERF_ONE).then(size, x.constant(ERF_ONE));
    // erf t / t − 1 in t² for t ≤ 1
    Value p =
        size.mul(size)
            .polynomial(
                0.12837917f,
                -0.37612626f,
                0.112835854f,
                -0.026853813f,
                0.0051883277f,
                -0.00080101937f,
                7.8538615e-05f);
    Value near = size.fma(p, size);
    // ln erfc t for 1 ≤ t ≤ 4
    Value q =
        t.polynomial(
            0.00018846744f,
            -1.1295803f,
            -0.6332164f,
            -0.10842209f,
            0.025210336f,
            -0.0042052832f,
            0.0004414723f,
            -2.1697584e-05f);
    Value far = x.constant(1).sub(expNormal(q));
    // NaN is near.
    return x.constant(ERF_SMALL).le(size).then(far, near).withSignOf(x);
  }

  /// The nearest whole number, halves to even: adding 2²³ (of doubles 2⁵²) leaves no room for a
  /// fraction.
  static Value round(Value x) {
    double whole = x.type() == Element.F32 ? 0x1p23 : 0x1p52;
    Value size = x.abs();
    Value rounded = size.add(whole).sub(whole).withSignOf(x);
    return size.lt(whole).then(rounded, x);
  }

  /// The greatest whole number not above.
  static Value floor(Value x) {
    Value near = round(x);
    return x.lt(near).then(near.sub(1), near);
  }

  /// The least whole number not below; that of a small negative number is −0.
  static Value ceil(Value x) {
    return floor(x.neg()).neg();
  }

  /// −1, 0 or 1; zeros and NaN as they are.
  static Value sign(Value x) {
    return x.gt(0).then(x.constant(1), x.lt(0).then(x.constant(-1), x));
  }
}
