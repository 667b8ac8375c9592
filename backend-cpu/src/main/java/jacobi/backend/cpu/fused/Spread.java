package jacobi.backend.cpu.fused;

/// Mean, variance and `1/√(variance + ε)` of some values, in double.
record Spread(double mean, double variance, double rstd) {
  /// The number deviations are summed up about: a value itself, so that a mean far from 0 costs no
  /// digits. If it is `k`, the variance of `n` values is at least `(k − μ)²/n`, and the difference
  /// below loses no more than the digits of `n`.
  static double about(float value) {
    return Math.abs(value) < Float.POSITIVE_INFINITY ? value : 0;
  }

  /// By the sums of deviations about a number and of their squares, over `n` values.
  static Spread of(double about, double sum, double squares, int n, double eps) {
    double off = sum / n;
    double variance = Math.max(squares / n - off * off, 0);
    return new Spread(about + off, variance, 1 / Math.sqrt(variance + eps));
  }
}
