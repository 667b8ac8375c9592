package jacobi.tck.arithmetic;

import java.math.BigInteger;

/// The number `significand · 2^exponent`, of any length.
///
/// @param significand whole, of either sign
/// @param exponent of two
record Dyadic(BigInteger significand, int exponent) {
  private static final int FRACTION_DIGITS = 52;
  private static final long FRACTION = (1L << FRACTION_DIGITS) - 1;

  /// Of a longer significand the end is dropped: what two doubles have no room for.
  private static final int KEPT = 256;

  /// A finite double, exactly.
  static Dyadic of(double x) {
    long bits = Double.doubleToRawLongBits(x);
    long fraction = bits & FRACTION;
    int biased = Math.getExponent(x);
    boolean subnormal = biased < Double.MIN_EXPONENT;
    long size = subnormal ? fraction : fraction | FRACTION + 1;
    int exponent = (subnormal ? Double.MIN_EXPONENT : biased) - FRACTION_DIGITS;
    return new Dyadic(BigInteger.valueOf(bits < 0 ? -size : size), exponent);
  }

  /// A finite number, exactly.
  static Dyadic of(DoubleDouble x) {
    Dyadic high = of(x.high());
    if (x.low() == 0) {
      return high;
    }
    Dyadic low = of(x.low());
    int exponent = Math.min(high.exponent, low.exponent);
    return new Dyadic(high.at(exponent).add(low.at(exponent)), exponent);
  }

  /// The significand for another exponent, rounded down.
  BigInteger at(int other) {
    return significand.shiftLeft(exponent - other);
  }

  /// The nearest number of two doubles, or one beside it.
  DoubleDouble toDoubleDouble() {
    int cut = Math.max(significand.bitLength() - KEPT, 0);
    BigInteger kept = significand.shiftRight(cut);
    double high = kept.doubleValue();
    Dyadic rounded = of(high);
    double low = kept.subtract(rounded.at(0)).doubleValue();
    return DoubleDouble.sum(high, low).scalb(exponent + cut);
  }
}
