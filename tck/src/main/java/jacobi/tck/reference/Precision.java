package jacobi.tck.reference;

import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.type.DType;

/// The grid on which the numbers of a floating-point type lie.
enum Precision {
  /// IEEE binary64.
  F64(53, -1022),
  /// IEEE binary32.
  F32(24, -126),
  /// IEEE binary16.
  F16(11, -14),
  /// The upper half of a binary32.
  BF16(8, -126);

  private final int digits;
  private final int least;

  /// @param digits binary digits of a significand
  /// @param least the exponent of the least normal number
  Precision(int digits, int least) {
    this.digits = digits;
    this.least = least;
  }

  static Precision of(DType dtype) {
    return switch (dtype) {
      case F64 -> F64;
      case F32 -> F32;
      case F16 -> F16;
      case BF16 -> BF16;
      case I64, I32, I8, U8, BOOL -> throw new IllegalStateException(dtype + " is not rounded");
    };
  }

  /// How many digits a significand has.
  int digits() {
    return digits;
  }

  /// True if every number of `other` is one of these.
  boolean holds(Precision other) {
    return digits >= other.digits && least <= other.least;
  }

  /// The exponent of the distance between neighbors at `x`.
  int grid(double x) {
    return Math.max(Math.getExponent(x), least) - digits + 1;
  }

  /// The distance between neighbors at `x`.
  double spacing(double x) {
    return Math.scalb(1.0, grid(x));
  }

  /// The number nearest to `x`, of two the even one; infinite beyond the range.
  double nearest(DoubleDouble x) {
    if (this == F64 || !x.isFinite()) {
      return x.high();
    }
    int grid = grid(x.high());
    double near = x.scalb(-grid).round().scalb(grid).high();
    double beyond = Math.scalb(1.0, 2 - least);
    return Math.abs(near) < beyond ? near : Math.copySign(Double.POSITIVE_INFINITY, near);
  }
}
