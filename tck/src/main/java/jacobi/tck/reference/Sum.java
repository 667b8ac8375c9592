package jacobi.tck.reference;

import jacobi.tck.arithmetic.DoubleDouble;

/// A sum, with what its error bound depends on.
final class Sum {
  private static final int FRACTION_DIGITS = 52;

  private DoubleDouble value = DoubleDouble.ZERO;
  private double size;
  private double inherited;
  private int terms;
  private int quantum = Integer.MAX_VALUE;

  void add(DoubleDouble term, double bound) {
    value = value.add(term);
    size += Math.abs(term.high());
    inherited += bound;
    terms++;
    double last = term.low() != 0 ? term.low() : term.high();
    if (last != 0 && quantum > Integer.MIN_VALUE) {
      quantum = Math.min(quantum, lowestDigit(last));
    }
  }

  /// The exponent of the last digit that is not 0.
  private static int lowestDigit(double x) {
    int zeros = Long.numberOfTrailingZeros(Double.doubleToRawLongBits(x) | 1L << FRACTION_DIGITS);
    return Math.max(Math.getExponent(x), Double.MIN_EXPONENT) - FRACTION_DIGITS + zeros;
  }

  DoubleDouble value() {
    return value;
  }

  /// `Σ |tᵢ|`
  double size() {
    return size;
  }

  /// `Σ eᵢ`
  double inherited() {
    return inherited;
  }

  /// How many terms.
  int terms() {
    return terms;
  }

  /// True if no rounding takes place, in whatever order the terms are added.
  boolean isExact(Precision precision) {
    boolean onGrid = quantum == Integer.MAX_VALUE || quantum >= precision.grid(0);
    return inherited == 0
        && onGrid
        && (size == 0 || size <= Math.scalb(1.0, quantum) * Math.scalb(1.0, precision.digits()));
  }
}
