package jacobi.tck.cases;

/// What numbers operands are made of.
public enum Regime {
  /// Whole numbers whose sums and products have no rounding error, far enough from kinks and from
  /// each other that a step of 1 stays on one piece.
  EXACT,
  /// Numbers of full mantissas in an op's domain.
  REAL,
  /// NaN, infinities, zeros of either sign, subnormal and greatest numbers among common ones.
  SPECIAL,
  /// Small whole numbers, NaN and infinities: their sums and products have one value in any order.
  NOT_FINITE
}
