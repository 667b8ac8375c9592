package jacobi.tck.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.op.Binary;
import jacobi.random.Seed;
import jacobi.random.Stream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Operations of double-doubles against decimal arithmetic, which is exact.
class DoubleDoubleTest {
  /// The unit roundoff of doubles, squared.
  private static final double SQUARED = 0x1p-106;

  private static final MathContext DIGITS = new MathContext(80);

  private static final double[] SPECIAL = {
    Double.NaN,
    Double.NEGATIVE_INFINITY,
    Double.POSITIVE_INFINITY,
    -0.0,
    0,
    -1,
    1,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    0.5,
    -2.5
  };

  private static DoubleDouble drawn(Stream random, int range) {
    double high = Math.scalb(random.nextDouble(-2, 2), random.nextInt(-range, range));
    return DoubleDouble.sum(high, random.nextDouble(-0.5, 0.5) * Math.ulp(high));
  }

  private static void operation(
      String name,
      BinaryOperator<DoubleDouble> ours,
      BinaryOperator<BigDecimal> exact,
      double units) {
    Stream random = Seed.of(1).at(name).stream();
    for (int i = 0; i < 20_000; i++) {
      DoubleDouble a = drawn(random, 400);
      DoubleDouble b = i % 4 == 0 ? near(a, random) : drawn(random, 400);
      BigDecimal expected = exact.apply(Series.exact(a), Series.exact(b));
      DoubleDouble found = ours.apply(a, b);
      BigDecimal error = Series.exact(found).subtract(expected).abs();
      BigDecimal bound = expected.abs().multiply(new BigDecimal(units * SQUARED));
      String message = "%s of %s and %s is %s, not %s".formatted(name, a, b, found, expected);
      assertTrue(error.compareTo(bound) <= 0, message);
      assertEquals(found.high(), found.high() + found.low(), message);
    }
  }

  /// A number of the other sign that cancels most of `a`.
  private static DoubleDouble near(DoubleDouble a, Stream random) {
    return a.mul(-1 - Math.scalb(random.nextDouble(), -random.nextInt(110)));
  }

  @Test
  void sumsProductsAndQuotientsAreWithinTheirBounds() {
    operation("add", DoubleDouble::add, BigDecimal::add, 3);
    operation("sub", DoubleDouble::sub, BigDecimal::subtract, 3);
    operation("mul", DoubleDouble::mul, BigDecimal::multiply, 4);
    operation("div", DoubleDouble::div, (a, b) -> a.divide(b, DIGITS), 10);
  }

  @Test
  void sumsAndProductsOfDoublesAreExact() {
    Stream random = Seed.of(2).at("exact").stream();
    for (int i = 0; i < 20_000; i++) {
      double a = drawn(random, 60).high();
      double b = drawn(random, 60).high();
      BigDecimal x = new BigDecimal(a);
      BigDecimal y = new BigDecimal(b);
      assertEquals(0, Series.exact(DoubleDouble.sum(a, b)).compareTo(x.add(y)));
      assertEquals(0, Series.exact(DoubleDouble.product(a, b)).compareTo(x.multiply(y)));
    }
  }

  private static void special(
      String name, BinaryOperator<DoubleDouble> ours, DoubleBinaryOperator plain) {
    for (double a : SPECIAL) {
      for (double b : SPECIAL) {
        DoubleDouble found = ours.apply(DoubleDouble.of(a), DoubleDouble.of(b));
        double expected = plain.applyAsDouble(a, b);
        String message = "%s of %s and %s".formatted(name, a, b);
        assertEquals(bits(expected), bits(found.high()), message);
        if (!Double.isFinite(expected) || expected == 0) {
          assertEquals(0, found.low(), message);
        }
        assertFalse(Double.isNaN(found.low()), message);
      }
    }
  }

  private static long bits(double x) {
    return Double.doubleToLongBits(x);
  }

  @Test
  void specialValuesAreThoseOfIeeeArithmetic() {
    special("add", DoubleDouble::add, Double::sum);
    special("sub", DoubleDouble::sub, (a, b) -> a - b);
    special("mul", DoubleDouble::mul, (a, b) -> a * b);
    special("div", DoubleDouble::div, (a, b) -> a / b);
    special("remainder", Power::remainder, Binary.REM::at);
    special("eq", (a, b) -> DoubleDouble.of(a.eq(b) ? 1 : 0), (a, b) -> a == b ? 1 : 0);
    special("lt", (a, b) -> DoubleDouble.of(a.lt(b) ? 1 : 0), (a, b) -> a < b ? 1 : 0);
    special("le", (a, b) -> DoubleDouble.of(a.le(b) ? 1 : 0), (a, b) -> a <= b ? 1 : 0);
  }

  @Test
  void theLowPartDecidesWhereTheHighPartsAreEqual() {
    DoubleDouble less = DoubleDouble.sum(1, -1e-20);
    DoubleDouble more = DoubleDouble.sum(1, 1e-20);
    assertTrue(less.lt(more) && less.le(more) && !more.le(less) && !less.eq(more));
  }

  private static void rounding(
      RoundingMode mode, UnaryOperator<DoubleDouble> ours, DoubleBinaryOperator plain) {
    Stream random = Seed.of(3).at(mode.name()).stream();
    for (int i = 0; i < 20_000; i++) {
      DoubleDouble x = drawn(random, 120);
      DoubleDouble half = DoubleDouble.of(random.nextLong()).mul(Math.scalb(0.5, i % 3));
      for (DoubleDouble point : new DoubleDouble[] {x, half, half.add(1e-30)}) {
        BigDecimal exact = Series.exact(point).setScale(0, mode);
        assertEquals(0, Series.exact(ours.apply(point)).compareTo(exact), point.toString());
      }
    }
    for (double x : new double[] {-0.0, 0, -0.3, 0.3, Double.NaN, Double.NEGATIVE_INFINITY}) {
      double found = ours.apply(DoubleDouble.of(x)).high();
      assertEquals(bits(plain.applyAsDouble(x, 0)), bits(found), mode + " of " + x);
    }
  }

  @Test
  void wholeNumbersNearbyAreFound() {
    rounding(RoundingMode.FLOOR, DoubleDouble::floor, (x, none) -> Math.floor(x));
    rounding(RoundingMode.CEILING, DoubleDouble::ceil, (x, none) -> Math.ceil(x));
    rounding(RoundingMode.HALF_EVEN, DoubleDouble::round, (x, none) -> Math.rint(x));
  }

  @Test
  void longsGoInAndComeOut() {
    Stream random = Seed.of(4).at("longs").stream();
    for (int i = 0; i < 20_000; i++) {
      long x = random.nextLong() >> random.nextInt(64);
      assertEquals(x, DoubleDouble.of(x).toLong());
    }
    for (long x : new long[] {0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1}) {
      assertEquals(x, DoubleDouble.of(x).toLong());
      assertEquals(BigDecimal.valueOf(x), Series.exact(DoubleDouble.of(x)));
    }
    assertEquals(Long.MAX_VALUE, DoubleDouble.of(1e30).toLong());
    assertEquals(Long.MIN_VALUE, DoubleDouble.of(-1e30).toLong());
    assertEquals(0, DoubleDouble.NAN.toLong());
    assertEquals(-1, DoubleDouble.sum(-2, 1e-20).toLong());
  }

  @Test
  void extremeQuotientsAndRootsKeepTheirDigits() {
    DoubleDouble third = DoubleDouble.ONE.div(3);
    for (int n : new int[] {-1000, -700, 700, 1000}) {
      assertEquals(third, DoubleDouble.of(0x1p0).scalb(n).div(DoubleDouble.of(3).scalb(n)));
      assertEquals(DoubleDouble.of(2).sqrt().scalb(n / 2), DoubleDouble.of(2).scalb(n).sqrt());
    }
  }

  @Test
  void remaindersAreExactForAnyQuotient() {
    Stream random = Seed.of(5).at("remainders").stream();
    for (int i = 0; i < 5_000; i++) {
      DoubleDouble a = drawn(random, i % 2 == 0 ? 500 : 3);
      DoubleDouble b = DoubleDouble.of(drawn(random, i % 2 == 0 ? 500 : 3).high());
      if (b.high() == 0) {
        continue;
      }
      BigDecimal x = Series.exact(a);
      BigDecimal y = Series.exact(b);
      BigDecimal rest = x.remainder(y);
      boolean away = rest.signum() != 0 && rest.signum() != y.signum();
      BigDecimal expected = away ? rest.add(y) : rest;
      BigDecimal error = Series.exact(Power.remainder(a, b)).subtract(expected).abs();
      BigDecimal bound = expected.abs().multiply(new BigDecimal(4 * SQUARED));
      assertTrue(error.compareTo(bound) <= 0, "%s rem %s".formatted(a, b));
    }
  }

  @Test
  void constantsAreTheirSeries() {
    BigDecimal ln2 =
        new BigDecimal(Constants.LN2_HIGH)
            .add(new BigDecimal(Constants.LN2_MIDDLE))
            .add(new BigDecimal(Constants.LN2_LOW));
    assertClose(Series.LN2, ln2, 136);
    BigDecimal pi = Series.HALF_PI.multiply(BigDecimal.TWO);
    BigDecimal root = BigDecimal.TWO.divide(pi.sqrt(DIGITS), DIGITS);
    assertClose(root, Series.exact(Constants.TWO_OVER_SQRT_PI), 106);
    assertClose(Series.HALF_PI, scaled(Constants.HALF_PI, Constants.HALF_PI_DIGITS), 319);
    BigDecimal quotient = scaled(Constants.TWO_OVER_PI, Constants.TWO_OVER_PI_DIGITS);
    assertClose(BigDecimal.ONE, quotient.multiply(Series.HALF_PI), 1534);
  }

  private static BigDecimal scaled(BigInteger digits, int binary) {
    return new BigDecimal(digits).divide(BigDecimal.TWO.pow(binary));
  }

  private static void assertClose(BigDecimal exact, BigDecimal found, int digits) {
    BigDecimal error = exact.subtract(found).abs();
    BigDecimal bound = BigDecimal.ONE.divide(BigDecimal.TWO.pow(digits));
    assertTrue(error.compareTo(bound) <= 0, found + " instead of " + exact);
  }
}
