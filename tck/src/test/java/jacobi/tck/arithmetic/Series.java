package jacobi.tck.arithmetic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/// The functions to a hundred digits, by series in decimal arithmetic: what pairs of doubles are
/// measured with. Arguments are finite, not 0, and inside the domain.
final class Series {
  static final MathContext DIGITS = new MathContext(110);
  private static final BigDecimal ENOUGH = BigDecimal.ONE.scaleByPowerOfTen(-105);
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.TWO;

  /// Beyond ± this tanh is 1 to a hundred digits.
  private static final BigDecimal FLAT = BigDecimal.valueOf(120);

  static final BigDecimal LN2 = twiceAtanh(ONE.divide(BigDecimal.valueOf(3), DIGITS));

  /// To more digits than the greatest double has before the point, and some.
  static final BigDecimal HALF_PI =
      arctanOfInverse(5)
          .multiply(BigDecimal.valueOf(8))
          .subtract(arctanOfInverse(239).multiply(TWO));

  private Series() {}

  static BigDecimal exact(DoubleDouble x) {
    return new BigDecimal(x.high()).add(new BigDecimal(x.low()));
  }

  static BigDecimal exp(BigDecimal x) {
    BigInteger k = x.divide(LN2, DIGITS).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
    BigDecimal rest = x.subtract(LN2.multiply(new BigDecimal(k)), DIGITS);
    BigDecimal power = TWO.pow(k.abs().intValueExact());
    BigDecimal grown = taylor(rest).add(ONE);
    return k.signum() < 0 ? grown.divide(power, DIGITS) : grown.multiply(power, DIGITS);
  }

  /// `eˣ − 1 = Σ xⁿ/n!`
  private static BigDecimal taylor(BigDecimal x) {
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

  static BigDecimal expm1(BigDecimal x) {
    return x.abs().compareTo(ONE) < 0 ? taylor(x) : exp(x).subtract(ONE, DIGITS);
  }

  /// `2·Σ s^(2n+1)/(2n+1)`
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

  /// `k·ln 2 + 2·atanh((m−1)/(m+1))` with `x = 2ᵏ·m` and `m` between ¾ and 3/2.
  static BigDecimal log(BigDecimal x) {
    int k = 0;
    BigDecimal m = x;
    int decade = x.precision() - x.scale();
    if (Math.abs(decade) > 2) {
      k = (int) Math.rint(decade / Math.log10(2));
      BigDecimal power = TWO.pow(Math.abs(k));
      m = k < 0 ? x.multiply(power) : x.divide(power, new MathContext(1200));
    }
    while (m.compareTo(new BigDecimal("1.5")) > 0) {
      m = m.divide(TWO);
      k++;
    }
    while (m.compareTo(new BigDecimal("0.75")) < 0) {
      m = m.multiply(TWO);
      k--;
    }
    BigDecimal s = m.subtract(ONE).divide(m.add(ONE), DIGITS);
    BigDecimal near = s.signum() == 0 ? BigDecimal.ZERO : twiceAtanh(s);
    return near.add(LN2.multiply(BigDecimal.valueOf(k)), DIGITS);
  }

  static BigDecimal log1p(BigDecimal x) {
    boolean near = x.abs().compareTo(new BigDecimal("0.25")) < 0;
    return near ? twiceAtanh(x.divide(x.add(TWO), DIGITS)) : log(x.add(ONE));
  }

  static BigDecimal tanh(BigDecimal x) {
    BigDecimal e = expm1(x.max(FLAT.negate()).min(FLAT).multiply(TWO));
    return e.divide(e.add(TWO), DIGITS);
  }

  /// `2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·5·…)`, all of one sign.
  static BigDecimal erf(BigDecimal x) {
    BigDecimal c = x.max(FLAT.negate()).min(FLAT);
    if (c.abs().compareTo(BigDecimal.valueOf(16)) > 0) {
      return BigDecimal.valueOf(c.signum());
    }
    BigDecimal square = c.multiply(c, DIGITS);
    BigDecimal term = c;
    BigDecimal sum = c;
    for (int n = 1; isFelt(term, sum); n++) {
      term = term.multiply(square).multiply(TWO).divide(BigDecimal.valueOf(2L * n + 1), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    BigDecimal pi = HALF_PI.multiply(TWO).round(DIGITS);
    return sum.multiply(TWO).multiply(exp(square.negate())).divide(pi.sqrt(DIGITS), DIGITS);
  }

  static BigDecimal sin(BigDecimal x) {
    return turned(x, 0);
  }

  static BigDecimal cos(BigDecimal x) {
    return turned(x, 1);
  }

  private static BigDecimal turned(BigDecimal x, int quarter) {
    BigInteger k =
        x.divide(HALF_PI, new MathContext(800)).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
    BigDecimal r = x.subtract(HALF_PI.multiply(new BigDecimal(k))).round(DIGITS);
    int turn = k.add(BigInteger.valueOf(quarter)).and(BigInteger.valueOf(3)).intValue();
    BigDecimal term = turn % 2 == 0 ? r : ONE;
    BigDecimal sum = term;
    for (int n = turn % 2 == 0 ? 2 : 1; isFelt(term, sum); n += 2) {
      term = term.multiply(r).multiply(r).divide(BigDecimal.valueOf(-n * (n + 1L)), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return turn < 2 ? sum : sum.negate();
  }

  /// `|x|ʸ`, negative for a negative `x` and an odd `y`.
  static BigDecimal pow(BigDecimal x, BigDecimal y) {
    BigDecimal size = exp(log(x.abs()).multiply(y));
    boolean odd = x.signum() < 0 && y.toBigIntegerExact().testBit(0);
    return odd ? size.negate() : size;
  }

  /// `arctan(1/n)`
  private static BigDecimal arctanOfInverse(int n) {
    MathContext digits = new MathContext(520);
    BigDecimal square = BigDecimal.valueOf(-(long) n * n);
    BigDecimal power = ONE.divide(BigDecimal.valueOf(n), digits);
    BigDecimal sum = power;
    for (int i = 3; power.precision() - power.scale() > -520; i += 2) {
      power = power.divide(square, digits);
      sum = sum.add(power.divide(BigDecimal.valueOf(i), digits), digits);
    }
    return sum;
  }
}
