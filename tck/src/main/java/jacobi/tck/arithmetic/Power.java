package jacobi.tck.arithmetic;

/// Powers and floored remainders.
public final class Power {
  /// Whole exponents up to this are multiplied out, which is exact where the result fits.
  private static final int MULTIPLIED = 64;

  private Power() {}

  /// `xʸ = e^(y·ln x)`, with the special values of [Math#pow].
  public static DoubleDouble pow(DoubleDouble x, DoubleDouble y) {
    if (!x.isFinite() || !y.isFinite() || x.high() == 0 || y.high() == 0) {
      return DoubleDouble.of(StrictMath.pow(x.high(), y.high()));
    }
    boolean whole = y.isWhole();
    if (x.high() < 0 && !whole) {
      return DoubleDouble.NAN;
    }
    if (whole && Math.abs(y.high()) <= MULTIPLIED) {
      return multiplied(x, (int) y.high());
    }
    DoubleDouble size = Exponential.exp(Logarithm.log(x.abs()).mul(y));
    return x.high() < 0 && !y.isEven() ? size.neg() : size;
  }

  private static DoubleDouble multiplied(DoubleDouble x, int n) {
    DoubleDouble result = DoubleDouble.ONE;
    DoubleDouble factor = n < 0 ? DoubleDouble.ONE.div(x) : x;
    for (int rest = Math.abs(n); rest > 0; rest >>= 1) {
      result = (rest & 1) == 1 ? result.mul(factor) : result;
      factor = rest > 1 ? factor.mul(factor) : factor;
    }
    return result;
  }

  /// `a − b·⌊a/b⌋`, exactly: the sign of `b`, the special values of `%`, and that of `a` for zero.
  public static DoubleDouble remainder(DoubleDouble a, DoubleDouble b) {
    if (!a.isFinite() || !b.isFinite() || a.high() == 0 || b.high() == 0) {
      double rest = a.high() % b.high();
      if (Double.isNaN(rest)) {
        return DoubleDouble.NAN;
      }
      return rest != 0 && rest < 0 != b.high() < 0 ? a.add(b) : a;
    }
    Dyadic x = Dyadic.of(a);
    Dyadic y = Dyadic.of(b);
    int exponent = Math.min(x.exponent(), y.exponent());
    var size = y.at(exponent).abs();
    var rest = x.at(exponent).mod(size);
    if (rest.signum() == 0) {
      return DoubleDouble.of(Math.copySign(0.0, a.high()));
    }
    var moved = b.high() < 0 ? rest.subtract(size) : rest;
    return new Dyadic(moved, exponent).toDoubleDouble();
  }
}
