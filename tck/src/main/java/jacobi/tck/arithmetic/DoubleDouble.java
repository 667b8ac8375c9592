package jacobi.tck.arithmetic;

/// A real number `high + low`.
///
/// The parts do not overlap: `high` is the double nearest to the number. The low part of NaN, of an
/// infinity and of a zero is 0. With `u = 2⁻⁵³` relative errors are at most `3u²` of a sum, `4u²`
/// of a product, `10u²` of a quotient and `4u²` of a root; sums of doubles and products of doubles
/// are exact.
///
/// Source: Joldes, Muller and Popescu, 2017: algorithms 6, 12, 17; the root by Karp and Markstein,
/// *High-precision division and square root*, 1997.
///
/// @param high the number rounded to a double
/// @param low what is missing
public record DoubleDouble(double high, double low) {
  /// 0
  public static final DoubleDouble ZERO = new DoubleDouble(0, 0);

  /// 1
  public static final DoubleDouble ONE = new DoubleDouble(1, 0);

  /// Not a number.
  public static final DoubleDouble NAN = new DoubleDouble(Double.NaN, 0);

  /// Operands of quotients and roots with exponents beyond ± this are scaled first.
  private static final int SAFE_EXPONENT = 450;

  private static final double TWO_63 = 0x1p63;

  /// A double.
  public static DoubleDouble of(double x) {
    return new DoubleDouble(x, 0);
  }

  /// A whole number, exactly.
  public static DoubleDouble of(long x) {
    double high = x;
    return new DoubleDouble(high, high == TWO_63 ? x - Long.MAX_VALUE - 1 : x - (long) high);
  }

  /// `a + b`, exactly, by Knuth's sum without branches.
  public static DoubleDouble sum(double a, double b) {
    double s = a + b;
    if (!Double.isFinite(s)) {
      return of(s);
    }
    double part = s - a;
    return new DoubleDouble(s, (a - (s - part)) + (b - part));
  }

  /// `a · b`, exactly unless the low part underflows.
  public static DoubleDouble product(double a, double b) {
    double p = a * b;
    return Double.isFinite(p) && p != 0 ? new DoubleDouble(p, Math.fma(a, b, -p)) : of(p);
  }

  /// `high + low` of `|high| ≥ |low|`, by Dekker's sum.
  private static DoubleDouble joined(double high, double low) {
    double s = high + low;
    return Double.isFinite(s) && s != 0
        ? new DoubleDouble(s, low - (s - high))
        : of(s == 0 ? high : s);
  }

  /// `this + b`
  public DoubleDouble add(DoubleDouble b) {
    double s = high + b.high;
    if (!Double.isFinite(s)) {
      return of(s);
    }
    double part = s - high;
    double rest = (high - (s - part)) + (b.high - part);
    double t = low + b.low;
    double lowPart = t - low;
    double lowRest = (low - (t - lowPart)) + (b.low - lowPart);
    double c = rest + t;
    if (c == 0 && lowRest == 0) {
      return of(s);
    }
    double v = s + c;
    return joined(v, lowRest + (c - (v - s)));
  }

  /// `this + b`
  public DoubleDouble add(double b) {
    return add(of(b));
  }

  /// `this − b`
  public DoubleDouble sub(DoubleDouble b) {
    return add(b.neg());
  }

  /// `this − b`
  public DoubleDouble sub(double b) {
    return add(of(-b));
  }

  /// `this · b`
  public DoubleDouble mul(DoubleDouble b) {
    double p = high * b.high;
    if (!Double.isFinite(p) || p == 0) {
      return of(p);
    }
    double rest = Math.fma(high, b.high, -p);
    double cross = Math.fma(low, b.high, Math.fma(high, b.low, low * b.low));
    return joined(p, rest + cross);
  }

  /// `this · b`
  public DoubleDouble mul(double b) {
    double p = high * b;
    return !Double.isFinite(p) || p == 0
        ? of(p)
        : joined(p, Math.fma(low, b, Math.fma(high, b, -p)));
  }

  /// `this / b`
  public DoubleDouble div(DoubleDouble b) {
    double q = high / b.high;
    if (!Double.isFinite(b.high) || !Double.isFinite(high) || high == 0 || b.high == 0) {
      return of(q);
    }
    int up = shift(high);
    int down = shift(b.high);
    if ((up | down) != 0) {
      return scalb(up).div(b.scalb(down)).scalb(down - up);
    }
    double p = q * b.high;
    double rest = Math.fma(q, b.high, -p);
    double remainder = (high - p) - rest + Math.fma(-q, b.low, low);
    return joined(q, remainder / b.high);
  }

  /// `this / b`
  public DoubleDouble div(double b) {
    return div(of(b));
  }

  /// `√this`; NaN below 0.
  public DoubleDouble sqrt() {
    double root = Math.sqrt(high);
    if (!Double.isFinite(root) || root == 0) {
      return of(root);
    }
    int up = shift(high) & ~1;
    if (up != 0) {
      return scalb(up).sqrt().scalb(-up / 2);
    }
    double p = root * root;
    double remainder = (high - p) - Math.fma(root, root, -p) + low;
    return joined(root, remainder / (2 * root));
  }

  /// The power of two that brings an extreme number near 1, 0 for others.
  private static int shift(double x) {
    int exponent = Math.getExponent(x);
    return Math.abs(exponent) > SAFE_EXPONENT ? -exponent : 0;
  }

  /// `this · 2ⁿ`
  public DoubleDouble scalb(int n) {
    double scaled = Math.scalb(high, n);
    return Double.isFinite(scaled) ? joined(scaled, Math.scalb(low, n)) : of(scaled);
  }

  /// `−this`
  public DoubleDouble neg() {
    return new DoubleDouble(-high, -low);
  }

  /// `|this|`
  public DoubleDouble abs() {
    return high < 0 || (high == 0 && 1 / high < 0) ? neg() : this;
  }

  /// `this = b`; false if either is NaN.
  public boolean eq(DoubleDouble b) {
    return high == b.high && low == b.low;
  }

  /// `this < b`; false if either is NaN.
  public boolean lt(DoubleDouble b) {
    return high < b.high || (high == b.high && low < b.low);
  }

  /// `this ≤ b`; false if either is NaN.
  public boolean le(DoubleDouble b) {
    return high < b.high || (high == b.high && low <= b.low);
  }

  /// True if this is NaN.
  public boolean isNaN() {
    return Double.isNaN(high);
  }

  /// True if this is neither NaN nor infinite.
  public boolean isFinite() {
    return Double.isFinite(high);
  }

  /// The greatest whole number not above this.
  public DoubleDouble floor() {
    double whole = Math.floor(high);
    return whole == high && low != 0 ? joined(whole, Math.floor(low)) : of(whole);
  }

  /// The least whole number not below this.
  public DoubleDouble ceil() {
    return neg().floor().neg();
  }

  /// The nearest whole number, halves to even.
  public DoubleDouble round() {
    if (!isFinite()) {
      return this;
    }
    DoubleDouble below = floor();
    DoubleDouble rest = sub(below).sub(0.5);
    boolean up = rest.high > 0 || (rest.high == 0 && !below.isEven());
    DoubleDouble near = up ? below.add(1) : below;
    return near.high == 0 ? of(Math.copySign(0.0, high)) : near;
  }

  /// True for a multiple of two.
  public boolean isEven() {
    DoubleDouble half = scalb(-1);
    return half.eq(half.floor());
  }

  /// True for a whole number.
  public boolean isWhole() {
    return isFinite() && eq(floor());
  }

  /// What is before the point, saturated; 0 for NaN: as Java casts.
  public long toLong() {
    DoubleDouble whole = high < 0 ? ceil() : floor();
    if (whole.high == TWO_63 && whole.low < 0) {
      return Long.MIN_VALUE + (long) whole.low;
    }
    boolean isWithin = Math.abs(whole.high) < TWO_63;
    boolean atLeast = whole.high == -TWO_63 && whole.low > 0;
    return isWithin || atLeast ? (long) whole.high + (long) whole.low : (long) whole.high;
  }
}
