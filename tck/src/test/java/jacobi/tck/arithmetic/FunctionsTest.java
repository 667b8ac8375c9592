package jacobi.tck.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.random.Seed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Functions of double-doubles agree with series of a hundred digits to `1e-28`, and with
/// `java.lang.Math` on special values.
class FunctionsTest {
  private static final BigDecimal BAR = new BigDecimal("1e-28");

  /// Below this the low part of a result has not all of its digits.
  private static final BigDecimal SMALL = new BigDecimal(0x1p-960);

  private static final BigDecimal SPACING = new BigDecimal(2 * Double.MIN_VALUE);

  private static final double[] SPECIAL = {
    Double.NaN,
    Double.NEGATIVE_INFINITY,
    Double.POSITIVE_INFINITY,
    -0.0,
    0,
    -1,
    1,
    -2,
    800,
    -800,
    -Double.MAX_VALUE,
    Double.MAX_VALUE,
    -0.5,
    0.5,
    -1.5,
    2.5,
    0x1p60,
    -0x1p60,
    3
  };

  /// A function three times.
  ///
  /// @param low the least argument
  /// @param high the greatest
  private record Subject(
      String name,
      UnaryOperator<DoubleDouble> function,
      UnaryOperator<BigDecimal> series,
      DoubleUnaryOperator plain,
      double low,
      double high) {
    boolean takes(double x) {
      return x >= low && x <= high && x != 0;
    }
  }

  private static List<Subject> subjects() {
    double max = Double.MAX_VALUE;
    double min = Double.MIN_VALUE;
    return List.of(
        new Subject("exp", Exponential::exp, Series::exp, StrictMath::exp, -745, 709.7),
        new Subject("expm1", Exponential::expm1, Series::expm1, StrictMath::expm1, -745, 709.7),
        new Subject("tanh", Exponential::tanh, Series::tanh, StrictMath::tanh, -max, max),
        new Subject("log", Logarithm::log, Series::log, StrictMath::log, min, max),
        new Subject("log1p", Logarithm::log1p, Series::log1p, StrictMath::log1p, -1 + 0x1p-53, max),
        new Subject("sin", Trigonometry::sin, Series::sin, StrictMath::sin, -max, max),
        new Subject("cos", Trigonometry::cos, Series::cos, StrictMath::cos, -max, max),
        new Subject("erf", ErrorFunction::erf, Series::erf, jacobi.op.Erf::erf, -max, max),
        new Subject(
            "sqrt", DoubleDouble::sqrt, x -> x.sqrt(Series.DIGITS), StrictMath::sqrt, min, max));
  }

  /// All exponents, ranges where functions bend, both sides of whole numbers and of multiples of
  /// `π/2`; half of them with a low part.
  private static List<DoubleDouble> points() {
    var random = Seed.of(3).at("points").stream();
    List<Double> highs = new ArrayList<>();
    for (int exponent = -1074; exponent <= 1023; exponent += 3) {
      highs.add(Math.scalb(1 + random.nextDouble(), exponent));
    }
    for (int i = 0; i < 400; i++) {
      highs.add(random.nextDouble(0, 7));
      highs.add(random.nextDouble(0, 745));
      highs.add(1 + Math.scalb(random.nextDouble(-1, 1), -random.nextInt(52)));
      highs.add(Math.scalb(random.nextDouble(), -random.nextInt(120)));
      highs.add(random.nextInt(100_000) * (Math.PI / 2));
    }
    for (double edge : new double[] {0.41, 0.29, 0.5, 3, 27.3, 709.7, 745, 0x1p-54, 1e22}) {
      highs.addAll(List.of(Math.nextDown(edge), edge, Math.nextUp(edge)));
    }
    highs.add(6381956970095103.0 * 0x1p797);
    List<DoubleDouble> points = new ArrayList<>();
    for (double high : highs) {
      for (double x : new double[] {high, -high}) {
        points.add(DoubleDouble.of(x));
        points.add(DoubleDouble.sum(x, random.nextDouble(-0.5, 0.5) * Math.ulp(x)));
      }
    }
    return points;
  }

  @TestFactory
  Stream<DynamicTest> agreeWithTheirSeries() {
    List<DoubleDouble> points = points();
    return subjects().stream()
        .map(f ->
            DynamicTest.dynamicTest(
                f.name(),
                () -> {
                  double worst = 0;
                  int count = 0;
                  for (DoubleDouble x : points) {
                    if (f.takes(x.high())) {
                      BigDecimal exact = f.series().apply(Series.exact(x));
                      worst = Math.max(worst, error(f.function().apply(x), exact, f.name(), x));
                      count++;
                    }
                  }
                  assertTrue(count > 2000, count + " points");
                  System.out.printf("%s: %d points, worst error %.2g%n", f.name(), count, worst);
                }));
  }

  /// The relative error, after it was found small enough.
  private static double error(DoubleDouble found, BigDecimal exact, String name, Object at) {
    BigDecimal error = Series.exact(found).subtract(exact).abs();
    boolean small = exact.abs().compareTo(SMALL) < 0;
    BigDecimal bound = BAR.multiply(exact.abs()).add(small ? SPACING : BigDecimal.ZERO);
    assertTrue(
        error.compareTo(bound) <= 0,
        () -> "%s of %s is %s, not %s".formatted(name, at, found, exact.round(Series.DIGITS)));
    boolean none = small || error.signum() == 0;
    return none ? 0 : error.divide(exact.abs(), Series.DIGITS).doubleValue();
  }

  @TestFactory
  Stream<DynamicTest> haveTheSpecialValuesOfMath() {
    return subjects().stream()
        .map(f ->
            DynamicTest.dynamicTest(
                f.name(),
                () -> {
                  for (double x : SPECIAL) {
                    DoubleDouble found = f.function().apply(DoubleDouble.of(x));
                    double expected = f.plain().applyAsDouble(x);
                    assertAlike(expected, found, f.name() + " of " + x);
                  }
                }));
  }

  private static void assertAlike(double expected, DoubleDouble found, String at) {
    if (Double.isFinite(expected) && expected != 0) {
      assertEquals(expected, found.high(), 4 * Math.ulp(expected), at);
    } else {
      long bits = Double.doubleToLongBits(expected);
      assertEquals(bits, Double.doubleToLongBits(found.high()), at);
      assertEquals(0, found.low(), "low part of " + at);
    }
  }

  private static void pairs(BinaryOperator<Double> each) {
    for (double a : SPECIAL) {
      for (double b : SPECIAL) {
        each.apply(a, b);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> powers() {
    return Stream.of(
        DynamicTest.dynamicTest("agree with their series", FunctionsTest::powersAgree),
        DynamicTest.dynamicTest(
            "have the special values of Math",
            () ->
                pairs((a, b) -> {
                  double expected = StrictMath.pow(a, b);
                  DoubleDouble found = Power.pow(DoubleDouble.of(a), DoubleDouble.of(b));
                  assertAlike(expected, found, a + " to the " + b);
                  return found.high();
                })),
        DynamicTest.dynamicTest(
            "of small whole numbers are exact",
            () -> {
              DoubleDouble nine = Power.pow(DoubleDouble.of(-3), DoubleDouble.of(2));
              assertEquals(DoubleDouble.of(9), nine);
              DoubleDouble long27 = Power.pow(DoubleDouble.of(3), DoubleDouble.of(60));
              assertEquals(BigDecimal.valueOf(3).pow(60), Series.exact(long27));
            }));
  }

  private static void powersAgree() {
    var random = Seed.of(4).at("powers").stream();
    double worst = 0;
    for (int i = 0; i < 3000; i++) {
      double base = Math.scalb(1 + random.nextDouble(), random.nextInt(-200, 200));
      boolean whole = i % 3 == 0;
      double limit = 700 / Math.max(Math.abs(Math.log(base)), 0.01);
      double y = random.nextDouble(-limit, limit);
      DoubleDouble x = DoubleDouble.sum(whole ? -base : base, 0.3 * Math.ulp(base));
      DoubleDouble power = DoubleDouble.of(whole ? (long) y : y);
      if (power.high() != 0) {
        BigDecimal exact = Series.pow(Series.exact(x), Series.exact(power));
        worst = Math.max(worst, error(Power.pow(x, power), exact, "pow", x + " " + power));
      }
    }
    System.out.printf("pow: worst error %.2g%n", worst);
  }
}
