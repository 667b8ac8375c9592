package jacobi.backend.cpu.scalar;

/// The elementary functions of floats, in a fixed order of correctly rounded operations.
///
/// The vector kernels repeat every line lane by lane, so both give the same bits: no library
/// function is called except where the two share the call. Where single precision suffices the
/// steps are floats with fused multiply-adds; where it does not (sine, power, …) they are doubles,
/// see [WideMath]. Coefficients are minimax fits (Remez), rounded.
///
/// On a processor without fused multiply-add `Math.fma` is emulated and these are very slow.
public final class FloatMath {
  /// Adding this rounds a small float to a whole number, which then stands in the low bits.
  public static final float ROUND = 0x1.8p23f;

  /// The bits of [#ROUND].
  public static final int ROUND_BITS = 0x4B400000;

  /// Below this `eˣ` is 0.
  public static final float EXP_LOW = -104f;

  /// From this on `eˣ` is infinite.
  public static final float EXP_HIGH = 89f;

  /// `1 / ln 2`
  public static final float LOG2_E = 1.4426950408889634f;

  /// The leading bits of `ln 2`: few, so that multiples by an exponent are exact.
  public static final float LN2_HIGH = 0.693359375f;

  /// `ln 2` less [#LN2_HIGH].
  public static final float LN2_LOW = -2.12194440e-4f;

  /// `(eʳ − 1 − r)/r²` for `|r| ≤ ½ ln 2`, lowest power first.
  public static final float E0 = 0.49999994f;

  public static final float E1 = 0.16666515f;
  public static final float E2 = 0.041668456f;
  public static final float E3 = 0.008369419f;
  public static final float E4 = 0.0013813144f;

  /// `(ln(1+f) − f + f²/2)/f³` for `√½ ≤ 1+f < √2`, lowest power first.
  public static final float L0 = 0.3333331f;

  public static final float L1 = -0.2500001f;
  public static final float L2 = 0.20002194f;
  public static final float L3 = -0.16668051f;
  public static final float L4 = 0.142179f;
  public static final float L5 = -0.12403304f;
  public static final float L6 = 0.118990086f;
  public static final float L7 = -0.116957255f;
  public static final float L8 = 0.06746472f;

  /// The bits of `√½`.
  public static final int SQRT_HALF_BITS = 0x3F3504F3;

  /// The mantissa's bits.
  public static final int MANTISSA = 0x007FFFFF;

  /// `2²³`, which makes every subnormal normal.
  public static final float NORMALIZE = 0x1p23f;

  /// Up to here tanh is a polynomial.
  public static final float TANH_SMALL = 0.625f;

  /// From here tanh is 1.
  public static final float TANH_ONE = 10f;

  /// `(tanh t / t − 1)/t²` in `t²` for `t ≤ 0.625`, lowest power first.
  public static final float T0 = -0.3333328f;

  public static final float T1 = 0.13331442f;
  public static final float T2 = -0.053739715f;
  public static final float T3 = 0.020639088f;
  public static final float T4 = -0.0057049873f;

  /// Up to here erf is a polynomial.
  public static final float ERF_SMALL = 1f;

  /// From here erf is 1.
  public static final float ERF_ONE = 4f;

  /// `erf t / t − 1` in `t²` for `t ≤ 1`, lowest power first.
  public static final float R0 = 0.12837917f;

  public static final float R1 = -0.37612626f;
  public static final float R2 = 0.112835854f;
  public static final float R3 = -0.026853813f;
  public static final float R4 = 0.0051883277f;
  public static final float R5 = -0.00080101937f;
  public static final float R6 = 7.8538615e-05f;

  /// `ln erfc t` for `1 ≤ t ≤ 4`, lowest power first.
  public static final float C0 = 0.00018846744f;

  public static final float C1 = -1.1295803f;
  public static final float C2 = -0.6332164f;
  public static final float C3 = -0.10842209f;
  public static final float C4 = 0.025210336f;
  public static final float C5 = -0.0042052832f;
  public static final float C6 = 0.0004414723f;
  public static final float C7 = -2.1697584e-05f;

  private FloatMath() {}

  /// `eˣ = 2ⁿ·eʳ` with `n = round(x / ln 2)`; `2ⁿ` in two factors, so that subnormal results and
  /// the largest ones come out right.
  public static float exp(float x) {
    float c = Math.min(Math.max(x, EXP_LOW), EXP_HIGH);
    float shifted = Math.fma(c, LOG2_E, ROUND);
    int n = Float.floatToRawIntBits(shifted) - ROUND_BITS;
    float k = shifted - ROUND;
    float r = Math.fma(-k, LN2_LOW, Math.fma(-k, LN2_HIGH, c));
    float q = Math.fma(Math.fma(Math.fma(Math.fma(E4, r, E3), r, E2), r, E1), r, E0);
    float p = Math.fma(q, r * r, r) + 1f;
    int half = n >> 1;
    return p * power(half) * power(n - half);
  }

  /// `2ⁿ` for a normal result.
  private static float power(int n) {
    return Float.intBitsToFloat((n + 127) << 23);
  }

  /// `ln x = e·ln 2 + ln(1+f)` with `x = 2ᵉ·(1+f)`.
  public static float log(float x) {
    if (!(x > 0f) || x == Float.POSITIVE_INFINITY) {
      return x == 0f ? Float.NEGATIVE_INFINITY : x > 0f ? x : Float.NaN;
    }
    boolean small = x < Float.MIN_NORMAL;
    int top = Float.floatToRawIntBits(small ? x * NORMALIZE : x) - SQRT_HALF_BITS;
    float e = (float) (top >> 23) - (small ? 23f : 0f);
    float f = Float.intBitsToFloat((top & MANTISSA) + SQRT_HALF_BITS) - 1f;
    float z = f * f;
    float p = Math.fma(Math.fma(Math.fma(Math.fma(L8, f, L7), f, L6), f, L5), f, L4);
    p = Math.fma(Math.fma(Math.fma(Math.fma(p, f, L3), f, L2), f, L1), f, L0);
    float y = Math.fma(e, LN2_LOW, f * z * p);
    return Math.fma(e, LN2_HIGH, f + Math.fma(-0.5f, z, y));
  }

  /// `tanh x`: an odd polynomial near 0, `1 − 2/(e^(2|x|) + 1)` beyond.
  public static float tanh(float x) {
    float t = Math.abs(x);
    float z = t * t;
    float p = Math.fma(Math.fma(Math.fma(Math.fma(T4, z, T3), z, T2), z, T1), z, T0);
    float near = Math.fma(t * z, p, t);
    float far = 1f - 2f / (exp(2f * Math.min(t, TANH_ONE)) + 1f);
    return Math.copySign(t < TANH_SMALL ? near : far, x);
  }

  /// `erf x`: an odd polynomial near 0, `1 − e^(ln erfc |x|)` beyond.
  public static float erf(float x) {
    float size = Math.abs(x);
    float t = Math.min(size, ERF_ONE);
    float z = t * t;
    float p = Math.fma(Math.fma(Math.fma(R6, z, R5), z, R4), z, R3);
    p = Math.fma(Math.fma(Math.fma(p, z, R2), z, R1), z, R0);
    float near = Math.fma(t, p, t);
    float q = Math.fma(Math.fma(Math.fma(Math.fma(C7, t, C6), t, C5), t, C4), t, C3);
    q = Math.fma(Math.fma(Math.fma(q, t, C2), t, C1), t, C0);
    float far = 1f - exp(q);
    return Math.copySign(t < ERF_SMALL ? near : far, x);
  }

  /// The floored remainder: `%` is exact, then moved to the sign of `b`.
  public static float floorMod(float a, float b) {
    float rest = a % b;
    return rest != 0f && rest < 0f != b < 0f ? rest + b : rest;
  }
}
