package jacobi.tck.arithmetic;

/// Logarithms, by one step of Newton's method from that of a double.
///
/// For `y = ln(1 + d)`, a first guess `g` and `E = e^(−g) − 1`:
///
/// ```
/// z = (1 + d)·e^(−g) − 1 = d + E + d·E,   y = g + ln(1 + z) = g + z − z²/2
/// ```
///
/// All of `d`, `E` and `g` shrink with `y`, so nothing is lost near 1. Elsewhere `ln x = k·ln 2 +
/// ln(1 + d)` with `x = 2ᵏ·(1 + d)` and `1 + d` between `√½` and `√2`.
///
/// Source: Hida, Li and Bailey, 2001, section 4.2, for the step.
public final class Logarithm {
  private static final double SQRT_TWO = 1.4142135623730951;

  /// Numbers below this are scaled up, so that their low parts count.
  private static final double SMALL = 0x1p-900;

  private static final int UP = 1000;

  /// Below this the series of two terms is exact to 108 digits.
  private static final double TINY = 0x1p-54;

  private Logarithm() {}

  /// The natural logarithm; −∞ at 0, NaN below.
  public static DoubleDouble log(DoubleDouble x) {
    if (!(x.high() > 0) || !x.isFinite()) {
      return DoubleDouble.of(StrictMath.log(x.high()));
    }
    boolean small = x.high() < SMALL;
    DoubleDouble scaled = small ? x.scalb(UP) : x;
    int k = Math.getExponent(scaled.high());
    DoubleDouble m = scaled.scalb(-k);
    if (m.high() > SQRT_TWO) {
      m = m.scalb(-1);
      k++;
    }
    DoubleDouble near = near(m.sub(1));
    return plusExponent(near, small ? k - UP : k);
  }

  /// `ln(1 + x)`; −∞ at −1, NaN below.
  public static DoubleDouble log1p(DoubleDouble x) {
    if (!(x.high() > -1) || !x.isFinite()) {
      return DoubleDouble.of(StrictMath.log1p(x.high()));
    }
    boolean isNear = x.high() > -0.29 && x.high() < 0.41;
    return isNear ? near(x) : log(x.add(1));
  }

  private static DoubleDouble near(DoubleDouble d) {
    if (Math.abs(d.high()) < TINY) {
      return d.high() == 0 ? d : d.sub(d.high() * d.high() / 2);
    }
    double guess = StrictMath.log1p(d.high());
    DoubleDouble e = Exponential.expm1(DoubleDouble.of(-guess));
    DoubleDouble z = d.add(e).add(d.mul(e));
    return z.sub(z.high() * z.high() / 2).add(guess);
  }

  private static DoubleDouble plusExponent(DoubleDouble near, int k) {
    return near.add(DoubleDouble.product(k, Constants.LN2_LOW))
        .add(k * Constants.LN2_MIDDLE)
        .add(k * Constants.LN2_HIGH);
  }
}
