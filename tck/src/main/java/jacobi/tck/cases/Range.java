package jacobi.tck.cases;

/// The numbers of one operand.
///
/// @param low the least real
/// @param high the greatest real
/// @param whole what whole numbers it takes where arithmetic is to be exact
public record Range(double low, double high, Whole whole) {

  /// Whole numbers for exact arithmetic.
  public enum Whole {
    /// −4 to 4, in F64 to ±60,000, which F32 cannot multiply exactly.
    SMALL,
    /// −2 to 2, whatever the type: products of many.
    FEW,
    /// Multiples of 3 that differ from each other, none within 1 of zero: no step of 1 reaches a
    /// kink or another element.
    SPACED,
    /// The same, all 1 more: no two of both are equal.
    SHIFTED,
    /// 1, 2, 4, −1, −2, −4: divisors.
    POWERS
  }

  /// Any reals of moderate size.
  public static final Range PLAIN = new Range(-2, 2, Whole.SMALL);

  /// Factors of long products.
  public static final Range FEW = new Range(-2, 2, Whole.FEW);

  /// Away from kinks and ties.
  public static final Range SPACED = new Range(-3, 3, Whole.SPACED);

  /// The same, never equal to one of those.
  public static final Range SHIFTED = new Range(-3, 3, Whole.SHIFTED);

  /// Above zero.
  public static final Range POSITIVE = new Range(0.125, 3, Whole.POWERS);

  /// Reals between two numbers.
  public static Range of(double low, double high) {
    return new Range(low, high, Whole.SMALL);
  }
}
