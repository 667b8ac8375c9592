package jacobi.op;

import jacobi.type.DType;
import jacobi.type.DTypeException;
import jacobi.type.Rounding;

/// How a Java number becomes an element: floats round, integer types refuse what they cannot hold.
public final class Constant {
  private Constant() {}

  /// `value` as an element of `dtype`: a `Double` for floats (rounded once, to the type's own
  /// values), a `Long` for integers and truth values.
  ///
  /// @throws DTypeException if an integer type cannot hold `value` exactly, or a truth value is
  ///   neither 0 nor 1
  public static Number as(DType dtype, Number value) {
    if (dtype.isFloat()) {
      return value instanceof Long whole
          ? Rounding.nearest(dtype, whole.longValue())
          : Rounding.nearest(dtype, value.doubleValue());
    }
    long whole = value.longValue();
    boolean exact =
        value instanceof Long
            || value instanceof Integer
            || (value.doubleValue() == whole && value.doubleValue() < 0x1p63);
    if (!exact || whole < least(dtype) || whole > greatest(dtype)) {
      throw new DTypeException("%s cannot hold %s exactly".formatted(dtype, value));
    }
    return whole;
  }

  private static long least(DType dtype) {
    return switch (dtype) {
      case I64 -> Long.MIN_VALUE;
      case I32 -> Integer.MIN_VALUE;
      case I8 -> Byte.MIN_VALUE;
      case U8, BOOL, F64, F32, F16, BF16 -> 0;
    };
  }

  private static long greatest(DType dtype) {
    return switch (dtype) {
      case I64 -> Long.MAX_VALUE;
      case I32 -> Integer.MAX_VALUE;
      case I8 -> Byte.MAX_VALUE;
      case U8 -> 255;
      case BOOL -> 1;
      case F64, F32, F16, BF16 -> 0;
    };
  }
}
