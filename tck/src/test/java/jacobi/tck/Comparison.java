package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.op.Binary;
import jacobi.op.Fold;
import jacobi.op.MatMul;
import jacobi.op.Op;
import jacobi.op.Reduce;
import jacobi.op.ScatterAdd;
import jacobi.op.Unary;
import jacobi.spi.Accuracy;
import jacobi.spi.HostBuffer;
import jacobi.type.DType;

/// Compares what a backend computed with the definition.
final class Comparison {
  /// The functions of `StrictMath` are within 1 unit of the last place of a double, tanh within
  /// 2.5, and the definition of ERF within 4.
  private static final double REFERENCE_ULPS = 4;

  private Comparison() {}

  /// A case computed by the backend equals the definition: within the declared accuracy, and that
  /// of the definition's doubles, where a function rounds; else to the bit, but for the sign of a
  /// zero that was added up.
  static void agrees(PrimitiveCase item) {
    HostBuffer expected = item.expected().host();
    HostBuffer found = item.run().out().host();
    double ulps = PrimitiveCase.DRIVER.info().accuracy().ulps(item.op(), item.dtype());
    for (int i = 0; i < expected.elements(); i++) {
      String at = "element " + i;
      if (!found.dtype().isFloat()) {
        assertEquals(expected.asLong(i), found.asLong(i), at);
      } else if (isRounded(item.op(), item.dtype()) || ulps != Accuracy.ROUNDED) {
        assertClose(found.dtype(), expected.asDouble(i), found.asDouble(i), ulps, at);
      } else if (isSum(item.op())) {
        assertSame(expected.asDouble(i) + 0.0, found.asDouble(i) + 0.0, at);
      } else {
        assertSame(expected.asDouble(i), found.asDouble(i), at);
      }
    }
  }

  static boolean isSum(Op op) {
    return op == MatMul.MATMUL
        || op instanceof Fold
        || op instanceof ScatterAdd
        || op instanceof Reduce(Reduce.Kind kind, var _) && kind == Reduce.Kind.SUM;
  }

  /// True for the functions whose values are irrational as a rule.
  static boolean isRounded(Op op, DType dtype) {
    return op == Binary.POW && dtype.isFloat() || op instanceof Unary f && !f.takesIntegers();
  }

  /// The same number, zeros of the same sign, or both NaN.
  static void assertSame(double expected, double found, String at) {
    assertEquals(
        Double.doubleToLongBits(expected),
        Double.doubleToLongBits(found),
        () -> "%s is %s instead of %s".formatted(at, found, expected));
  }

  /// Within some units of the last place of `dtype`, where `expected` is itself a few units of a
  /// double away.
  static void assertClose(DType dtype, double expected, double found, double ulps, String at) {
    if (Double.isNaN(expected) || Double.isInfinite(expected) && dtype == DType.F64) {
      assertSame(expected, found, at);
      return;
    }
    double bound = ulps * ulp(dtype, expected) + REFERENCE_ULPS * Math.ulp(finite(expected));
    double error = Math.abs(finite(dtype, found) - finite(dtype, expected));
    boolean sameSign = Math.copySign(1, expected) == Math.copySign(1, found);
    assertTrue(
        sameSign && error <= bound,
        () ->
            "%s is %s instead of %s, off by %.3g ulp where %s are declared"
                .formatted(at, found, expected, error / ulp(dtype, expected), ulps));
  }

  /// The distance to the next number of a type.
  static double ulp(DType dtype, double x) {
    double size = Math.abs(x);
    return switch (dtype) {
      case F64 -> Math.ulp(finite(size));
      case F32 -> ulp(size, Float.MIN_EXPONENT, Float.MAX_EXPONENT, 23);
      case F16 -> ulp(size, -14, 15, 10);
      case BF16 -> ulp(size, Float.MIN_EXPONENT, Float.MAX_EXPONENT, 7);
      case I64, I32, I8, U8, BOOL -> throw new IllegalArgumentException("no ulp of " + dtype);
    };
  }

  /// Of the binade of `size`, not of the one that it may round up to.
  private static double ulp(double size, int least, int greatest, int bits) {
    int exponent = Math.clamp(Math.getExponent(size), least, greatest);
    return Math.scalb(1.0, exponent - bits);
  }

  private static double finite(double x) {
    return Math.clamp(x, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /// Infinity counts as one step past the greatest number of a type narrower than F64.
  static double finite(DType dtype, double x) {
    if (dtype == DType.F64 || Double.isNaN(x)) {
      return x;
    }
    double past = dtype == DType.F16 ? 0x1p16 : 0x1p128;
    return Math.clamp(x, -past, past);
  }
}
