package jacobi.tck.arithmetic;

/// The error function.
///
/// Below 3 the series of positive terms; beyond, a continued fraction for `erfc x = 1 − erf x`:
///
/// ```
/// erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·5·…·(2n+1))
/// erfc x = e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3/2/(x + …))))
/// ```
///
/// Source: Abramowitz and Stegun, *Handbook of Mathematical Functions*, 7.1.6 and 7.1.14.
public final class ErrorFunction {
  private static final double SERIES_BELOW = 3;

  /// From here on `erfc x` is below the least double.
  private static final double ONE_FROM = 27.3;

  /// Levels of the fraction: enough for 106 digits of `erf 3`.
  private static final int DEPTH = 120;

  private ErrorFunction() {}

  /// `erf x = 2/√π ∫₀ˣ e^(−t²) dt`
  public static DoubleDouble erf(DoubleDouble x) {
    if (x.isNaN() || x.high() == 0) {
      return x;
    }
    DoubleDouble size = x.abs();
    DoubleDouble value;
    if (size.high() < SERIES_BELOW) {
      value = series(size);
    } else if (size.high() < ONE_FROM) {
      value = DoubleDouble.ONE.sub(fraction(size));
    } else {
      value = DoubleDouble.ONE;
    }
    return x.high() < 0 ? value.neg() : value;
  }

  private static DoubleDouble series(DoubleDouble x) {
    DoubleDouble square = x.mul(x);
    DoubleDouble term = DoubleDouble.ONE;
    DoubleDouble sum = term;
    for (int n = 1; term.high() > 0x1p-110 * sum.high(); n++) {
      term = term.mul(square.scalb(1)).div(2 * n + 1);
      sum = sum.add(term);
    }
    DoubleDouble scale = Constants.TWO_OVER_SQRT_PI.mul(Exponential.exp(square.neg()));
    return sum.mul(scale).mul(x);
  }

  private static DoubleDouble fraction(DoubleDouble x) {
    DoubleDouble tail = x;
    for (int n = DEPTH; n > 0; n--) {
      tail = x.add(DoubleDouble.of(0.5 * n).div(tail));
    }
    DoubleDouble scale = Constants.TWO_OVER_SQRT_PI.scalb(-1);
    return scale.mul(Exponential.exp(x.mul(x).neg())).div(tail);
  }
}
