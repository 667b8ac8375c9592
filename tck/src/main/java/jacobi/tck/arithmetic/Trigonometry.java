package jacobi.tck.arithmetic;

import java.math.BigInteger;

/// Sine and cosine, by their power series after reduction to `|r| ≤ π/4`.
///
/// The quotient by `π/2` is taken with as many digits of `2/π` as the exponent of the argument asks
/// for, in whole numbers: 320 digits after the point, of which the argument nearest to a multiple
/// of `π/2` leaves more than 200.
///
/// Source: Payne and Hanek, *Radian reduction for trigonometric functions*, 1983.
public final class Trigonometry {
  private static final double QUARTER_PI = Math.PI / 4;
  private static final int DIGITS = Constants.HALF_PI_DIGITS;

  private Trigonometry() {}

  /// The sine of radians.
  public static DoubleDouble sin(DoubleDouble x) {
    return turned(x, 0);
  }

  /// The cosine of radians.
  public static DoubleDouble cos(DoubleDouble x) {
    return turned(x, 1);
  }

  /// `sin(x + quarters·π/2)`
  private static DoubleDouble turned(DoubleDouble x, int quarters) {
    if (!x.isFinite()) {
      return DoubleDouble.NAN;
    }
    if (Math.abs(x.high()) <= QUARTER_PI) {
      return quarter(x, quarters);
    }
    BigInteger turns = quotient(x.high()).add(quotient(x.low()));
    BigInteger whole = turns.add(BigInteger.ONE.shiftLeft(DIGITS - 1)).shiftRight(DIGITS);
    BigInteger rest = turns.subtract(whole.shiftLeft(DIGITS));
    BigInteger angle = rest.multiply(Constants.HALF_PI).shiftRight(DIGITS);
    return quarter(new Dyadic(angle, -DIGITS).toDoubleDouble(), whole.intValue() + quarters);
  }

  /// `⌊x·2/π · 2³²⁰⌋`
  private static BigInteger quotient(double x) {
    Dyadic exact = Dyadic.of(x);
    BigInteger product = exact.significand().multiply(Constants.TWO_OVER_PI);
    return new Dyadic(product, exact.exponent() - Constants.TWO_OVER_PI_DIGITS).at(-DIGITS);
  }

  /// `sin(r + quarters·π/2)` of a small `r`.
  private static DoubleDouble quarter(DoubleDouble r, int quarters) {
    DoubleDouble square = r.mul(r);
    boolean even = (quarters & 1) == 0;
    DoubleDouble value = even ? Constants.SIN.at(square).mul(r) : Constants.COS.at(square);
    return (quarters & 2) == 0 ? value : value.neg();
  }
}
