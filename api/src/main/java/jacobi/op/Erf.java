package jacobi.op;

/// The error function in double precision.
///
/// For `|x| < 2` a series whose terms are all positive; beyond, a continued fraction for `erfc x =
/// 1 − erf x`, evaluated from the tail:
///
/// ```
/// erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1))
/// erfc x = e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3/2/(x + …))))
/// ```
///
/// Source: Abramowitz and Stegun, *Handbook of Mathematical Functions*, 7.1.6 and 7.1.14.
public final class Erf {
  private static final double TWO_OVER_SQRT_PI = 1.1283791670955126;
  private static final double SERIES_BELOW = 2;
  private static final double ONE_FROM = 6;
  private static final int FRACTION_DEPTH = 60;

  private Erf() {}

  /// `erf x`, within a few units of the last place.
  public static double erf(double x) {
    double size = Math.abs(x);
    if (Double.isNaN(x)) {
      return x;
    }
    if (size >= ONE_FROM) {
      return Math.copySign(1, x);
    }
    return size < SERIES_BELOW ? series(x) : Math.copySign(1 - fraction(size), x);
  }

  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > Math.abs(sum) * 0x1p-56; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return TWO_OVER_SQRT_PI * StrictMath.exp(-x * x) * sum;
  }

  private static double fraction(double x) {
    double tail = x;
    for (int n = FRACTION_DEPTH; n > 0; n--) {
      tail = x + 0.5 * n / tail;
    }
    return TWO_OVER_SQRT_PI / 2 * StrictMath.exp(-x * x) / tail;
  }
}
