package jacobi.type;

/// How numbers become elements of floating-point types: rounded once, halves to even.
///
/// A double reaches 16 bits through a float. Rounding to nearest twice would go wrong beside the
/// middle of two values, so the first step rounds to odd: it remembers in the last bit that
/// something was cut off, and the second never takes what lies beside the middle for it. Source:
/// Boldo and Melquiond, *Emulation of FMA and correctly rounded sums: proved algorithms using
/// rounding to odd*, 2008.
public final class Rounding {
  /// The bits of a long that a double may not have room for.
  private static final long CUT = 0x7FF;

  private static final long EXACT = 1L << 53;

  private Rounding() {}

  /// The value of a floating-point type nearest to `value`.
  ///
  /// @throws DTypeException for other types
  public static double nearest(DType type, double value) {
    return switch (type) {
      case F64 -> value;
      case F32 -> (float) value;
      case F16 -> Float.float16ToFloat(float16(value));
      case BF16 -> fromBfloat16(bfloat16(value));
      case I64, I32, I8, U8, BOOL -> throw new DTypeException(type + " is no type of floats");
    };
  }

  /// The value of a floating-point type nearest to `value`.
  ///
  /// @throws DTypeException for other types
  public static double nearest(DType type, long value) {
    return nearest(type, type == DType.F64 ? value : odd(value));
  }

  /// The pattern of the binary16 nearest to `value`.
  public static short float16(double value) {
    return Float.floatToFloat16(odd(value));
  }

  /// The pattern of the binary16 nearest to `value`.
  public static short float16(long value) {
    return float16(odd(value));
  }

  /// The pattern of the upper half of a binary32 nearest to `value`; NaN stays NaN.
  public static short bfloat16(double value) {
    float near = odd(value);
    int bits = Float.floatToRawIntBits(near);
    if (Float.isNaN(near)) {
      return (short) ((bits >>> 16) | 0x40);
    }
    return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
  }

  /// The pattern of the upper half of a binary32 nearest to `value`.
  public static short bfloat16(long value) {
    return bfloat16(odd(value));
  }

  /// The value of the upper half of a binary32.
  public static float fromBfloat16(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  private static float odd(double value) {
    float near = (float) value;
    if (near == value || Double.isNaN(value)) {
      return near;
    }
    int bits = Float.floatToRawIntBits(near);
    int cut = Math.abs((double) near) > Math.abs(value) ? bits - 1 : bits;
    return Float.intBitsToFloat(cut | 1);
  }

  private static double odd(long value) {
    boolean small = Math.abs(value) < EXACT && value != Long.MIN_VALUE;
    boolean exact = small || (value & CUT) == 0;
    return (double) (exact ? value : (value & ~CUT) | (CUT + 1));
  }
}
