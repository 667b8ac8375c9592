package jacobi.tck.arithmetic;

/// The exponential function and what is made of it.
///
/// ```
/// x = k·ln 2 + r,  |r| ≤ ½ ln 2,  eˣ = 2ᵏ·(1 + (eʳ − 1))
/// eʳ − 1 from e^(r/512) − 1 by nine steps s ← s·(2 + s)
/// ```
///
/// The steps keep the difference from 1 and so its relative precision.
///
/// Source: Hida, Li and Bailey, 2001, section 4.1.
public final class Exponential {
  /// From here on `eˣ` is above the greatest double.
  private static final double OVERFLOW = 709.79;

  /// Up to here `eˣ` is below half of the least double.
  private static final double UNDERFLOW = -745.14;

  private static final double LN2 = Constants.LN2_HIGH;
  private static final int HALVINGS = 9;

  /// Below this the series of two terms is exact to 108 digits.
  private static final double TINY = 0x1p-54;

  private Exponential() {}

  /// `eˣ`
  public static DoubleDouble exp(DoubleDouble x) {
    if (!(x.high() < OVERFLOW && x.high() > UNDERFLOW)) {
      return DoubleDouble.of(StrictMath.exp(x.high()));
    }
    int k = (int) Math.rint(x.high() / LN2);
    return grown(reduced(x, k)).add(1).scalb(k);
  }

  /// `eˣ − 1`
  public static DoubleDouble expm1(DoubleDouble x) {
    if (!(x.high() < OVERFLOW && x.high() > UNDERFLOW)) {
      return DoubleDouble.of(StrictMath.expm1(x.high()));
    }
    if (Math.abs(x.high()) < TINY) {
      return x.high() == 0 ? x : x.add(x.high() * x.high() / 2);
    }
    int k = (int) Math.rint(x.high() / LN2);
    DoubleDouble grown = grown(reduced(x, k));
    return k == 0 ? grown : grown.add(1).scalb(k).sub(1);
  }

  /// `tanh x = e/(e + 2) = 1 − 2/(e + 2)` with `e = e^(2x) − 1`: the second where the result is
  /// nearer to 1 than to 0.
  public static DoubleDouble tanh(DoubleDouble x) {
    DoubleDouble size = x.abs();
    if (!(size.high() >= TINY)) {
      return x;
    }
    DoubleDouble e = expm1(size.scalb(1));
    DoubleDouble value =
        size.high() < 0.5
            ? e.div(e.add(2))
            : DoubleDouble.ONE.sub(DoubleDouble.of(2).div(e.add(2)));
    return x.high() < 0 ? value.neg() : value;
  }

  /// `x − k·ln 2`
  private static DoubleDouble reduced(DoubleDouble x, int k) {
    return x.sub(k * Constants.LN2_HIGH)
        .sub(k * Constants.LN2_MIDDLE)
        .sub(DoubleDouble.product(k, Constants.LN2_LOW));
  }

  private static DoubleDouble grown(DoubleDouble r) {
    DoubleDouble small = r.scalb(-HALVINGS);
    DoubleDouble s = Constants.EXPM1.at(small).mul(small);
    for (int i = 0; i < HALVINGS; i++) {
      s = s.mul(s.add(2));
    }
    return s;
  }
}
