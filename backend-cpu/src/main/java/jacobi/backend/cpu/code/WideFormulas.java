package jacobi.backend.cpu.code;

import static jacobi.backend.cpu.code.Element.F32;
import static jacobi.backend.cpu.code.Element.F64;

/// Elementary functions of F32 computed in double and rounded once: within 0.51 ulp.
final class WideFormulas {
  /// Adding this rounds a double to a whole number, which then stands in the low bits.
  private static final double ROUND = 0x1.8p52;

  private static final long ROUND_BITS = 0x4338000000000000L;
  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN2 = 0.6931471805599453;
  private static final double TWO_OVER_PI = 0.6366197723675814;

  /// The leading 53 bits of `π/2`.
  private static final double HALF_PI_HIGH = 1.5707963267948966;

  /// `π/2` less [#HALF_PI_HIGH].
  private static final double HALF_PI_LOW = 6.123233995736766e-17;

  /// From this size on an angle is left to the library, which reduces it exactly.
  private static final float ANGLE_LIMIT = 0x1p30f;

  /// Below this `eˣ − 1` rounds to −1.
  private static final double EXPM1_LOW = -20;

  /// From this on `eˣ` is infinite as a float.
  private static final double EXPM1_HIGH = 90;

  /// Powers of two beyond ± this are infinite or 0 as floats.
  private static final double POWER_LIMIT = 160;

  /// Up to here `ln(1+x)` is its series.
  private static final double LOG1P_SMALL = 0x1p-12;

  private static final long SQRT_HALF_BITS = 0x3FE6A09E667F3BCDL;
  private static final long MANTISSA = 0x000FFFFFFFFFFFFFL;

  /// The bits of an I64 that an F64 may not have room for.
  private static final long CUT = 0x7FF;

  /// From this size on an F64 may not have room for an I64.
  private static final long EXACT = 1L << 53;

  private WideFormulas() {}

  /// An F64 as F32; what has no room is cut off, and remembered in the last bit, so that rounding
  /// once more gives what rounding at once would have. See [jacobi.type.Rounding].
  static Value odd(Value x) {
    Value near = x.to(F32);
    Value back = near.to(F64);
    Value bits = near.bits();
    Value cut = x.abs().lt(back.abs()).then(bits.sub(1), bits).or(bits.constant(1));
    return back.lt(x).or(x.lt(back)).then(cut, bits).bits();
  }

  /// The same of an I64 as F64.
  static Value oddDouble(Value x) {
    Value cut = x.and(~CUT).or(x.constant(CUT + 1));
    return x.abs().lt(EXACT).or(x.and(CUT).eq(0)).then(x, cut).to(F64);
  }

  /// True for angles that [#wave] does not reduce.
  static Value isHuge(Value... x) {
    return x[0].constant(ANGLE_LIMIT).le(x[0].abs());
  }

  /// `sin(x + quarters·π/2)`: reduced by multiples of `π/2`, then one of two polynomials.
  static Value wave(Value angle, int quarters) {
    Value x = angle.to(F64);
    Value shifted = x.fma(TWO_OVER_PI, ROUND);
    Value n = shifted.bits().add(quarters);
    Value k = shifted.sub(ROUND).neg();
    Value r = k.fma(HALF_PI_LOW, k.fma(HALF_PI_HIGH, x));
    Value z = r.mul(r);
    // (sin r / r − 1)/r² and (cos r − 1 + r²/2)/r⁴ in r² for |r| ≤ π/4
    Value s =
        z.polynomial(
            -0.16666666639558458,
            0.00833332914396264,
            -0.0001983925664534363,
            2.7175645418405252e-06);
    Value c =
        z.polynomial(
            0.041666666619206816,
            -0.0013888883438599648,
            2.4799436445711532e-05,
            -2.720330632164608e-07);
    Value sine = r.mul(z.fma(s, 1));
    Value cosine = z.mul(z).fma(c, z.fma(-0.5, 1));
    Value value = n.and(1).eq(0).then(sine, cosine);
    return n.and(2).eq(0).then(value, value.neg()).to(F32);
  }

  /// `eˣ − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1)`; zeros keep their sign.
  static Value expm1(Value x) {
    Value c = x.to(F64).max(EXPM1_LOW).min(EXPM1_HIGH);
    Value shifted = c.fma(LOG2_E, ROUND);
    Value r = shifted.sub(ROUND).neg().fma(LN2, c);
    Value scale = power(shifted);
    Value y = grow(r).fma(scale, scale.sub(1)).to(F32);
    return x.eq(0).then(x, y);
  }

  /// `eʳ − 1` for `|r| ≤ ½ ln 2`.
  private static Value grow(Value r) {
    Value q =
        r.polynomial(
            0.49999999999714523,
            0.1666666675987504,
            0.0416666669727874,
            0.00833328717681178,
            0.001388880609106016,
            0.00019906225532921587,
            2.488412037587155e-05);
    return r.mul(r).fma(q, r);
  }

  /// `2ⁿ` for the `n` in the low bits of a shifted number.
  private static Value power(Value shifted) {
    return shifted.bits().add(1023).shiftLeft(52).bits();
  }

  /// `ln(1+x)`: its series near 0, beyond it the logarithm of the rounded sum.
  static Value log1p(Value x) {
    Value w = x.to(F64);
    Value near = w.mul(w.fma(w.fma(1.0 / 3, -0.5), 1));
    Value y = w.abs().lt(LOG1P_SMALL).then(near, log(w.add(1))).to(F32);
    return FloatFormulas.withLimits(x, -1, y);
  }

  /// `ln x = e·ln 2 + 2·atanh((m−1)/(m+1))` of a positive normal `x = 2ᵉ·m`.
  private static Value log(Value x) {
    Value top = x.bits().sub(SQRT_HALF_BITS);
    // A small whole number in the low bits of ROUND is a float without a conversion.
    Value e = top.shiftRight(52).add(ROUND_BITS).bits().sub(ROUND);
    Value m = top.and(MANTISSA).add(SQRT_HALF_BITS).bits();
    Value s = m.sub(1).div(m.add(1));
    Value z = s.mul(s);
    // (2·atanh s / s − 2)/s² in s²
    Value p =
        z.polynomial(
            0.6666666667676979,
            0.3999999525291136,
            0.28572151937857376,
            0.2217426390439529,
            0.19613641651067884);
    return e.fma(LN2, s.mul(z).fma(p, s.mul(2)));
  }

  /// True where a power has a limit of its own: `x` is 0, or either is infinite or NaN.
  static Value isSpecial(Value... x) {
    Value size = x[0].abs();
    Value ordinary = size.gt(0).and(size.lt(Double.POSITIVE_INFINITY));
    return ordinary.and(x[1].abs().lt(Double.POSITIVE_INFINITY)).not();
  }

  /// `xʸ = ±2^(y·log₂|x|)`, the sign by the parity of `y`; NaN if `x < 0` and `y` is no whole
  /// number.
  static Value pow(Value x, Value y) {
    Value w = y.to(F64);
    Value t = w.mul(log(x.abs().to(F64)).mul(LOG2_E)).max(-POWER_LIMIT).min(POWER_LIMIT);
    Value shifted = t.add(ROUND);
    Value scale = power(shifted);
    Value size = grow(t.sub(shifted.sub(ROUND)).mul(LN2)).fma(scale, scale);
    Value half = w.mul(0.5);
    Value even = FloatFormulas.round(half).eq(half);
    Value signed = even.then(size, size.neg());
    Value whole = FloatFormulas.round(w).eq(w);
    Value negative = whole.then(signed, w.constant(Double.NaN));
    return x.to(F64).lt(0).then(negative, size).to(F32);
  }
}
