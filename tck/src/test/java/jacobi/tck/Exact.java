package jacobi.tck;

import jacobi.op.Unary;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/// The functions of the vocabulary to some thirty digits, by series: what doubles are measured
/// with.
///
/// Arguments are those where the value is a finite real and not just known, which excludes zeros.
final class Exact {
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal TWO = BigDecimal.TWO;
  private static final BigDecimal ENOUGH = BigDecimal.ONE.scaleByPowerOfTen(-55);

  /// Beyond ± this `eˣ` is no double.
  private static final BigDecimal EXPONENT_LIMIT = BigDecimal.valueOf(800);

  /// From here on tanh and erf are 1 to twenty digits.
  private static final double FLAT_FROM = 30;

  private static final BigDecimal LN2 =
      twiceAtanh(BigDecimal.ONE.divide(BigDecimal.valueOf(3), DIGITS));

  /// Half of π to more digits than the greatest double has before the point, and some.
  private static final BigDecimal HALF_PI =
      arctanOfInverse(5)
          .multiply(BigDecimal.valueOf(8))
          .subtract(arctanOfInverse(239).multiply(TWO));

  private Exact() {}

  /// `f(x)` for a function that is not exact.
  static BigDecimal of(Unary f, double x) {
    var exact = new BigDecimal(x, DIGITS);
    return switch (f) {
      case EXP -> exp(exact);
      case EXPM1 -> expm1(exact);
      case LOG -> log(exact);
      case LOG1P -> log1p(exact);
      case SQRT -> exact.sqrt(DIGITS);
      case SIN -> sine(x, 0);
      case COS -> sine(x, 1);
      case TANH -> tanh(x);
      case ERF -> erf(x);
      case NEG, ABS, SIGN, FLOOR, CEIL, ROUND, NOT ->
          throw new IllegalArgumentException(f + " is exact");
    };
  }

  /// `xʸ` for finite `x ≠ 0` and `y`, and a whole `y` if `x` is negative.
  static BigDecimal pow(double x, double y) {
    BigDecimal size = exp(log(new BigDecimal(Math.abs(x), DIGITS)).multiply(new BigDecimal(y)));
    boolean odd = Math.rint(y / 2) != y / 2;
    return x < 0 && odd ? size.negate() : size;
  }

  private static BigDecimal exp(BigDecimal x) {
    BigDecimal c = x.min(EXPONENT_LIMIT).max(EXPONENT_LIMIT.negate());
    BigInteger n = c.divide(LN2, DIGITS).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
    BigDecimal r = c.subtract(LN2.multiply(new BigDecimal(n)), DIGITS);
    BigDecimal power = TWO.pow(Math.abs(n.intValue()));
    BigDecimal grown = series(r).add(BigDecimal.ONE);
    return n.signum() < 0 ? grown.divide(power, DIGITS) : grown.multiply(power, DIGITS);
  }

  /// `eˣ − 1 = Σ xⁿ/n!`
  private static BigDecimal series(BigDecimal x) {
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int n = 2; isFelt(term, sum); n++) {
      term = term.multiply(x).divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return sum;
  }

  private static boolean isFelt(BigDecimal term, BigDecimal sum) {
    return term.abs().compareTo(sum.abs().multiply(ENOUGH)) > 0;
  }

  private static BigDecimal expm1(BigDecimal x) {
    boolean small = x.abs().compareTo(BigDecimal.ONE) < 0;
    return small ? series(x) : exp(x).subtract(BigDecimal.ONE, DIGITS);
  }

  /// `2·atanh s = 2·Σ s^(2n+1)/(2n+1)`
  private static BigDecimal twiceAtanh(BigDecimal s) {
    BigDecimal square = s.multiply(s, DIGITS);
    BigDecimal power = s;
    BigDecimal sum = s;
    for (int n = 3; isFelt(power, sum); n += 2) {
      power = power.multiply(square, DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS), DIGITS);
    }
    return sum.multiply(TWO);
  }

  /// `e·ln 2 + 2·atanh((m−1)/(m+1))` with `x = 2ᵉ·m`.
  private static BigDecimal log(BigDecimal x) {
    double near = x.doubleValue();
    int e = Math.getExponent(near * Math.sqrt(2));
    if (near < Double.MIN_NORMAL) {
      return log(x.multiply(TWO.pow(100))).subtract(LN2.multiply(BigDecimal.valueOf(100)), DIGITS);
    }
    BigDecimal power = TWO.pow(Math.abs(e));
    BigDecimal m = e < 0 ? x.multiply(power) : x.divide(power, DIGITS);
    BigDecimal s = m.subtract(BigDecimal.ONE).divide(m.add(BigDecimal.ONE), DIGITS);
    return twiceAtanh(s).add(LN2.multiply(BigDecimal.valueOf(e)), DIGITS);
  }

  private static BigDecimal log1p(BigDecimal x) {
    boolean small = x.abs().compareTo(new BigDecimal("0.25")) < 0;
    return small ? twiceAtanh(x.divide(x.add(TWO), DIGITS)) : log(x.add(BigDecimal.ONE));
  }

  /// `tanh x = e/(e + 2)` with `e = e^(2x) − 1`.
  private static BigDecimal tanh(double x) {
    BigDecimal e = expm1(new BigDecimal(Math.clamp(x, -FLAT_FROM, FLAT_FROM)).multiply(TWO));
    return e.divide(e.add(TWO), DIGITS);
  }

  /// `erf x = 2/√π · Σ (−1)ⁿ x^(2n+1)/(n!·(2n+1))`; up to e⁴⁹ is lost to cancellation.
  private static BigDecimal erf(double x) {
    BigDecimal c = new BigDecimal(Math.clamp(x, -7, 7));
    BigDecimal square = c.multiply(c, DIGITS).negate();
    BigDecimal power = c;
    BigDecimal sum = c;
    for (int n = 1; isFelt(power, sum); n++) {
      power = power.multiply(square).divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS), DIGITS);
    }
    return sum.multiply(TWO).divide(HALF_PI.multiply(TWO).sqrt(DIGITS), DIGITS);
  }

  /// `sin(x + quarter·π/2)`, from the remainder by `π/2` and the series of sine or cosine.
  private static BigDecimal sine(double angle, int quarter) {
    var x = new BigDecimal(angle);
    var whole = new MathContext(Math.max(x.precision() - x.scale(), 0) + 5);
    BigInteger k = x.divide(HALF_PI, whole).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
    BigDecimal r = x.subtract(HALF_PI.multiply(new BigDecimal(k))).round(DIGITS);
    int turn = k.add(BigInteger.valueOf(quarter)).and(BigInteger.valueOf(3)).intValue();
    BigDecimal term = turn % 2 == 0 ? r : BigDecimal.ONE;
    BigDecimal sum = term;
    for (int n = turn % 2 == 0 ? 2 : 1; isFelt(term, sum); n += 2) {
      term = term.multiply(r).multiply(r).divide(BigDecimal.valueOf(-n * (n + 1L)), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return turn < 2 ? sum : sum.negate();
  }

  /// `arctan(1/n)`
  private static BigDecimal arctanOfInverse(int n) {
    MathContext digits = new MathContext(440);
    BigDecimal square = BigDecimal.valueOf(-(long) n * n);
    BigDecimal power = BigDecimal.ONE.divide(BigDecimal.valueOf(n), digits);
    BigDecimal sum = power;
    for (int i = 3; power.precision() - power.scale() > -440; i += 2) {
      power = power.divide(square, digits);
      sum = sum.add(power.divide(BigDecimal.valueOf(i), digits), digits);
    }
    return sum;
  }
}
