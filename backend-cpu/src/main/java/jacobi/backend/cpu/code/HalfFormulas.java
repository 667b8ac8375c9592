package jacobi.backend.cpu.code;

/// The conversions of F16 by bits and exact steps of F32, where there is no instruction for them:
/// the results of `Float.float16ToFloat` and `Float.floatToFloat16`, but for the bits of a NaN.
///
/// Source: Giesen, *Float to half conversion*, 2012 (with rounding to even).
final class HalfFormulas {
  private static final int SIGN = 0x80000000;

  /// Bits of a float that an F16 has no room for.
  private static final int CUT = 13;

  /// The greatest number below half of the last place.
  private static final int HALF = 0xFFF;

  /// The exponents of floats begin so much lower.
  private static final int SHIFT = 127 - 15;

  /// What infinity and NaN become when their exponent is taken for an ordinary one, at least.
  private static final float PAST_MAX = 0x1p16f;

  private static final float MIN_NORMAL = 0x1p-14f;

  /// The last place of a float of this size is that of subnormal F16.
  private static final float SUBNORMAL = 0.5f;

  private static final int INFINITE = 0x7F800000;
  private static final int NAN = 0x7E00;

  private HalfFormulas() {}

  /// The number that an F16 is.
  ///
  /// @param half its bits as I32, the sign extended
  static Value widen(Value half) {
    Value moved = half.shiftLeft(CUT).and(SIGN | 0x0FFFE000).bits();
    Value y = moved.mul(0x1p112f);
    return y.abs().lt(PAST_MAX).then(y, y.bits().or(half.constant(INFINITE)).bits());
  }

  /// The F16 nearest to a float, halves to even, as the low bits of an I32.
  static Value narrow(Value x) {
    Value size = x.abs().min(PAST_MAX);
    Value bits = size.bits();
    Value odd = bits.shiftRightZeros(CUT).and(1);
    Value normal = bits.add(HALF - (SHIFT << 23)).add(odd).shiftRightZeros(CUT);
    Value small = size.add(SUBNORMAL).bits().sub(Float.floatToRawIntBits(SUBNORMAL));
    Value finite = size.lt(MIN_NORMAL).then(small, normal);
    Value sign = x.bits().shiftRightZeros(16).and(SIGN >>> 16);
    return x.eq(x).then(finite, bits.constant(NAN)).or(sign);
  }
}
