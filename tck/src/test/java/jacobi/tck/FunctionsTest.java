package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.op.Binary;
import jacobi.op.Unary;
import jacobi.spi.HostBuffer;
import jacobi.spi.Operand;
import jacobi.type.DType;
import jacobi.type.Rounding;
import jacobi.type.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The functions of one argument and POW are as accurate as the backend declares, over the whole
/// domain and on special values.
///
/// Results of F64 are measured with [Exact], those of the others with the definition in double, of
/// 16 bits at every number there is. Functions that are exact are so to the bit.
class FunctionsTest {
  private static final BigDecimal PAST_MAX = BigDecimal.TWO.pow(1024);

  @TestFactory
  Stream<DynamicTest> aFunctionIsAsAccurateAsDeclared() {
    List<DynamicTest> tests = new ArrayList<>();
    for (DType dtype : Points.FLOATS) {
      for (Unary op : Unary.values()) {
        if (op != Unary.NOT) {
          tests.add(DynamicTest.dynamicTest(op + " of " + dtype, () -> unary(op, dtype)));
        }
      }
      tests.add(DynamicTest.dynamicTest("POW of " + dtype, () -> power(dtype)));
    }
    return tests.stream();
  }

  private static double[] points(DType dtype) {
    if (dtype.bytes() == 2) {
      return Points.all(dtype);
    }
    double[] reals =
        dtype == DType.F32 ? Points.reals(dtype, 1, 16, 1) : Points.reals(dtype, 7, 1, 1);
    return DoubleStream.concat(Arrays.stream(Points.special(dtype)), Arrays.stream(reals))
        .toArray();
  }

  private static void unary(Unary op, DType dtype) {
    double[] x = points(dtype);
    HostBuffer found = PrimitiveCase.of(op, operand(dtype, x)).run().out().host();
    double ulps = PrimitiveCase.DRIVER.info().accuracy().ulps(op, dtype);
    for (int i = 0; i < x.length; i++) {
      double y = op.at(x[i]);
      String at = "%s(%s)".formatted(op, x[i]);
      boolean known = op.takesIntegers() || x[i] == 0 || Double.isInfinite(x[i]) || y != y;
      if (known || Double.isInfinite(y) && op != Unary.EXP && op != Unary.EXPM1) {
        Comparison.assertSame(Rounding.nearest(dtype, y), found.asDouble(i), at);
      } else if (dtype != DType.F64) {
        Comparison.assertClose(dtype, y, found.asDouble(i), ulps, at);
      } else {
        assertExact(Exact.of(op, x[i]), found.asDouble(i), ulps, at);
      }
    }
  }

  private static void power(DType dtype) {
    List<Double> bases = new ArrayList<>();
    List<Double> exponents = new ArrayList<>();
    for (double x : Points.special(dtype)) {
      for (double y : Points.special(dtype)) {
        bases.add(x);
        exponents.add(y);
      }
    }
    boolean narrow = dtype != DType.F64;
    double[] reals = narrow ? Points.reals(dtype, 1, 8, 2) : Points.reals(dtype, 40, 1, 2);
    var random = jacobi.random.Seed.of(3).stream();
    for (double x : reals) {
      double range = (narrow ? 150 : 1080) / Math.abs(StrictMath.log(Math.abs(x)) / Math.log(2));
      double y = random.nextDouble(-1, 1) * Math.min(range, 0x1p60);
      bases.add(x);
      exponents.add(Rounding.nearest(dtype, y));
      bases.add(x);
      exponents.add(Rounding.nearest(dtype, Math.rint(y)));
    }
    double[] x = bases.stream().mapToDouble(Double::doubleValue).toArray();
    double[] y = exponents.stream().mapToDouble(Double::doubleValue).toArray();
    var item = PrimitiveCase.of(Binary.POW, operand(dtype, x), operand(dtype, y));
    HostBuffer found = item.run().out().host();
    double ulps = PrimitiveCase.DRIVER.info().accuracy().ulps(Binary.POW, dtype);
    for (int i = 0; i < x.length; i++) {
      compare(dtype, x[i], y[i], found.asDouble(i), ulps);
    }
  }

  private static void compare(DType dtype, double x, double y, double found, double ulps) {
    double expected = StrictMath.pow(x, y);
    String at = "POW(%s, %s)".formatted(x, y);
    boolean finite = Double.isFinite(x) && Double.isFinite(y);
    if (!finite || x == 0 || y == 0 || expected != expected || Math.abs(x) == 1) {
      Comparison.assertSame(expected, found, at);
    } else if (dtype != DType.F64) {
      Comparison.assertClose(dtype, expected, found, ulps, at);
    } else {
      assertExact(Exact.pow(x, y), found, ulps, at);
    }
  }

  /// Within some units of the last place of a double.
  private static void assertExact(BigDecimal exact, double found, double ulps, String at) {
    if (exact.signum() == 0) {
      Comparison.assertSame(0, found, at);
      return;
    }
    assertTrue(Double.isFinite(found) || Double.isInfinite(found), () -> at + " is NaN");
    double near = Math.clamp(exact.doubleValue(), -Double.MAX_VALUE, Double.MAX_VALUE);
    BigDecimal size = exact.abs().min(PAST_MAX);
    BigDecimal is = Double.isInfinite(found) ? PAST_MAX : new BigDecimal(Math.abs(found));
    double error = is.subtract(size).abs().divide(new BigDecimal(Math.ulp(near))).doubleValue();
    boolean sameSign = exact.signum() == Math.copySign(1, found);
    assertTrue(
        sameSign && error <= ulps,
        () ->
            "%s is %s instead of %.20g, off by %.3g ulp where %s are declared"
                .formatted(at, found, exact, error, ulps));
  }

  private static Operand operand(DType dtype, double[] elements) {
    Shape shape = Shape.of(elements.length);
    Operand operand = Arrangement.zeros(dtype, shape);
    for (int i = 0; i < elements.length; i++) {
      operand.host().setDouble(i, elements[i]);
    }
    return operand;
  }
}
