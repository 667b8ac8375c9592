package jacobi.backend.cpu.scalar;

/// Elementary functions of floats, computed in doubles and rounded once: within 0.51 units of the
/// last place.
///
/// As in [FloatMath], the vector kernels repeat every line in lanes. Arguments outside the range a
/// formula covers (huge angles, special bases) go to `StrictMath` one by one on either path.
public final class WideMath {
  /// Adding this rounds a double to a whole number, which then stands in the low bits.
  public static final double ROUND = 0x1.8p52;

  /// `1 / ln 2`
  public static final double LOG2_E = 1.4426950408889634;

  /// `ln 2`
  public static final double LN2 = 0.6931471805599453;

  /// `2 / π`
  public static final double TWO_OVER_PI = 0.6366197723675814;

  /// The leading 53 bits of `π/2`.
  public static final double HALF_PI_HIGH = 1.5707963267948966;

  /// `π/2` less [#HALF_PI_HIGH].
  public static final double HALF_PI_LOW = 6.123233995736766e-17;

  /// From this size on an angle is left to `StrictMath`, which reduces it exactly.
  public static final float ANGLE_LIMIT = 0x1p30f;

  /// Below this `eˣ − 1` rounds to −1.
  public static final double EXPM1_LOW = -20;

  /// From this on `eˣ` is infinite as a float.
  public static final double EXPM1_HIGH = 90;

  /// Powers of two beyond ± this are infinite or 0 as floats.
  public static final double POWER_LIMIT = 160;

  /// Up to here `ln(1+x)` is its series.
  public static final double LOG1P_SMALL = 0x1p-12;

  /// `(eʳ − 1 − r)/r²` for `|r| ≤ ½ ln 2`, lowest power first.
  public static final double E0 = 0.49999999999714523;

  public static final double E1 = 0.1666666675987504;
  public static final double E2 = 0.0416666669727874;
  public static final double E3 = 0.00833328717681178;
  public static final double E4 = 0.001388880609106016;
  public static final double E5 = 0.00019906225532921587;
  public static final double E6 = 2.488412037587155e-05;

  /// `(2·atanh s / s − 2)/s²` in `s²`, lowest power first.
  public static final double L0 = 0.6666666667676979;

  public static final double L1 = 0.3999999525291136;
  public static final double L2 = 0.28572151937857376;
  public static final double L3 = 0.2217426390439529;
  public static final double L4 = 0.19613641651067884;

  /// `(sin r / r − 1)/r²` in `r²` for `|r| ≤ π/4`, lowest power first.
  public static final double S0 = -0.16666666639558458;

  public static final double S1 = 0.00833332914396264;
  public static final double S2 = -0.0001983925664534363;
  public static final double S3 = 2.7175645418405252e-06;

  /// `(cos r − 1 + r²/2)/r⁴` in `r²` for `|r| ≤ π/4`, lowest power first.
  public static final double K0 = 0.041666666619206816;

  public static final double K1 = -0.0013888883438599648;
  public static final double K2 = 2.4799436445711532e-05;
  public static final double K3 = -2.720330632164608e-07;

  /// The bits of `√½`.
  public static final long SQRT_HALF_BITS = 0x3FE6A09E667F3BCDL;

  /// The mantissa's bits.
  public static final long MANTISSA = 0x000FFFFFFFFFFFFFL;

  private WideMath() {}

  /// `sin x`.
  public static float sin(float x) {
    return Math.abs(x) < ANGLE_LIMIT ? (float) wave(x, 0) : (float) StrictMath.sin(x);
  }

  /// `cos x = sin(x + π/2)`.
  public static float cos(float x) {
    return Math.abs(x) < ANGLE_LIMIT ? (float) wave(x, 1) : (float) StrictMath.cos(x);
  }

  /// `sin(x + quarter·π/2)`: reduced by multiples of `π/2`, then one of two polynomials.
  private static double wave(double x, long quarter) {
    double shifted = Math.fma(x, TWO_OVER_PI, ROUND);
    long n = Double.doubleToRawLongBits(shifted) + quarter;
    double k = shifted - ROUND;
    double r = Math.fma(-k, HALF_PI_LOW, Math.fma(-k, HALF_PI_HIGH, x));
    double z = r * r;
    double s = Math.fma(Math.fma(Math.fma(S3, z, S2), z, S1), z, S0);
    double sine = r * Math.fma(z, s, 1.0);
    double c = Math.fma(Math.fma(Math.fma(K3, z, K2), z, K1), z, K0);
    double cosine = Math.fma(z * z, c, Math.fma(-0.5, z, 1.0));
    double value = (n & 1) == 0 ? sine : cosine;
    return (n & 2) == 0 ? value : -value;
  }

  /// `eˣ − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1)`.
  public static float expm1(float x) {
    if (x == 0f) {
      return x;
    }
    double c = Math.min(Math.max((double) x, EXPM1_LOW), EXPM1_HIGH);
    double shifted = Math.fma(c, LOG2_E, ROUND);
    double k = shifted - ROUND;
    double r = Math.fma(-k, LN2, c);
    double scale = power(shifted);
    return (float) Math.fma(grow(r), scale, scale - 1.0);
  }

  /// `eʳ − 1` for `|r| ≤ ½ ln 2`.
  private static double grow(double r) {
    double q = Math.fma(Math.fma(Math.fma(E6, r, E5), r, E4), r, E3);
    q = Math.fma(Math.fma(Math.fma(q, r, E2), r, E1), r, E0);
    return Math.fma(r * r, q, r);
  }

  /// `2ⁿ` for the `n` in the low bits of `shifted`.
  private static double power(double shifted) {
    long n = Double.doubleToRawLongBits(shifted);
    return Double.longBitsToDouble((n + 1023) << 52);
  }

  /// `ln(1+x)`: its series near 0, beyond it the logarithm of the rounded sum.
  public static float log1p(float x) {
    if (!(x > -1f) || x == Float.POSITIVE_INFINITY) {
      return x == -1f ? Float.NEGATIVE_INFINITY : x > 0f ? x : Float.NaN;
    }
    double w = x;
    double near = w * Math.fma(w, Math.fma(w, 1.0 / 3, -0.5), 1.0);
    return (float) (Math.abs(w) < LOG1P_SMALL ? near : log(1.0 + w));
  }

  /// `ln x = e·ln 2 + 2·atanh((m−1)/(m+1))` of a positive normal `x = 2ᵉ·m`.
  private static double log(double x) {
    long top = Double.doubleToRawLongBits(x) - SQRT_HALF_BITS;
    double e = (double) (top >> 52);
    double m = Double.longBitsToDouble((top & MANTISSA) + SQRT_HALF_BITS);
    double s = (m - 1.0) / (m + 1.0);
    double z = s * s;
    double p = Math.fma(Math.fma(Math.fma(Math.fma(L4, z, L3), z, L2), z, L1), z, L0);
    return Math.fma(e, LN2, Math.fma(s * z, p, 2.0 * s));
  }

  /// `xʸ = ±2^(y·log₂|x|)`, the sign by the parity of `y`.
  public static float pow(float x, float y) {
    if (x == 0f || !Float.isFinite(x) || !Float.isFinite(y)) {
      return (float) StrictMath.pow(x, y);
    }
    double w = y;
    double t = w * (log(Math.abs((double) x)) * LOG2_E);
    t = Math.min(Math.max(t, -POWER_LIMIT), POWER_LIMIT);
    double shifted = t + ROUND;
    double scale = power(shifted);
    double size = Math.fma(grow((t - (shifted - ROUND)) * LN2), scale, scale);
    if (x > 0f) {
      return (float) size;
    }
    double half = w * 0.5;
    boolean odd = Math.rint(half) != half;
    return Math.rint(w) != w ? Float.NaN : (float) (odd ? -size : size);
  }
}
