package jacobi.op;

/// How an op behaves as a function of its floating-point operands.
public enum Algebra {
  /// Linear in all operands together: sums, copies, scatters.
  LINEAR,
  /// Affine in each operand while the others are fixed: products, matrix products.
  MULTI_AFFINE,
  /// Affine on each of finitely many pieces: abs, max, relu.
  PIECEWISE_LINEAR,
  /// Differentiable where it is defined: exp, tanh, division.
  SMOOTH,
  /// Constant between jumps, so its gradient is zero where it exists: floor, sign, comparisons.
  DISCONTINUOUS,
  /// Yields or consumes positions: argmax, gather's index.
  INDEX,
  /// Yields random numbers.
  STOCHASTIC
}
