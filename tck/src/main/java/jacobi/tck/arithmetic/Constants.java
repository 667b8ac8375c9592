package jacobi.tck.arithmetic;

import java.math.BigInteger;

/// The numbers the functions are made of, to as many digits as each needs.
final class Constants {
  /// `ln 2` in three parts: the first two have 42 binary digits, so that their products with
  /// exponents are exact.
  static final double LN2_HIGH = 0x1.62e42fefa38p-1;

  static final double LN2_MIDDLE = 0x1.ef35793c76p-45;
  static final double LN2_LOW = 0x1.cc01f97b57a08p-87;

  /// `2/√π`
  static final DoubleDouble TWO_OVER_SQRT_PI =
      new DoubleDouble(0x1.20dd750429b6dp0, 0x1.1ae3a914fed8p-56);

  /// How many binary digits [#TWO_OVER_PI] has: as many as the greatest double has before the
  /// point, and 512 more.
  static final int TWO_OVER_PI_DIGITS = 1536;

  /// `⌊2/π · 2¹⁵³⁶⌋`
  static final BigInteger TWO_OVER_PI =
      whole(
          "a2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561"
              + "b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484"
              + "e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980f"
              + "ef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b"
              + "3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b6babf0cfbc209af4361d"
              + "a9e391615ee61b086599855f14a068408dffd8804d73273106061556ca73a8c9");

  /// How many binary digits [#HALF_PI] has after the point.
  static final int HALF_PI_DIGITS = 320;

  /// `⌊π/2 · 2³²⁰⌋`
  static final BigInteger HALF_PI =
      whole(
          "1921fb54442d18469898cc51701b839a252049c1114cf98e804177d4c76273644" + "a29410f31c6809bb");

  /// `(eˣ − 1)/x = Σ xⁿ/(n+1)!`, for `|x| < 2⁻¹⁰`.
  static final Polynomial EXPM1 = Polynomial.ofInverseFactorials(1, 1, 9, false);

  /// `(sin x)/x = Σ (−1)ⁿ x²ⁿ/(2n+1)!` as a polynomial of `x²`, for `|x| ≤ π/4`.
  static final Polynomial SIN = Polynomial.ofInverseFactorials(1, 2, 14, true);

  /// `cos x = Σ (−1)ⁿ x²ⁿ/(2n)!` as a polynomial of `x²`, for `|x| ≤ π/4`.
  static final Polynomial COS = Polynomial.ofInverseFactorials(0, 2, 15, true);

  private Constants() {}

  private static BigInteger whole(String digits) {
    return new BigInteger(digits, 16);
  }
}
