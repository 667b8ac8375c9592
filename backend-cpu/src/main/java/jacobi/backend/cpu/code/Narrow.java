package jacobi.backend.cpu.code;

/// Elements of narrow types as numbers that formulas compute with, and back: bits to widen, and a
/// rounding, halves to even, or a wrap, to narrow them.
final class Narrow {
  /// Bits of a float that a BF16 has no room for.
  private static final int CUT = 16;

  /// The greatest number below half of the last place of a BF16.
  private static final int HALF = 0x7FFF;

  private static final int NAN = 0x7FC0;

  private Narrow() {}

  /// The number that an element is.
  ///
  /// @param bits what an array holds, its sign extended to I32
  static Value widen(Element type, Value bits) {
    return switch (type) {
      case F16 -> bits.code().fromHalf(bits);
      case BF16 -> bits.shiftLeft(CUT).bits();
      case I8 -> bits;
      case U8 -> bits.and(0xFF);
      case F32, F64, I32, I64, BOOL -> throw new IllegalStateException(type + " is not narrow");
    };
  }

  /// The element nearest to a number, or what an integer wraps to, in the low bits of an I32.
  static Value narrow(Element type, Value y) {
    return switch (type) {
      case F16 -> y.code().toHalf(y);
      case BF16 -> y.eq(y).then(upperHalf(y.bits()), y.bits().constant(NAN));
      case I8, U8 -> y;
      case F32, F64, I32, I64, BOOL -> throw new IllegalStateException(type + " is not narrow");
    };
  }

  private static Value upperHalf(Value bits) {
    Value odd = bits.shiftRightZeros(CUT).and(1);
    return bits.add(HALF).add(odd).shiftRightZeros(CUT);
  }
}
