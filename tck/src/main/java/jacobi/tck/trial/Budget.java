package jacobi.tck.trial;

/// How many cases are tried.
public enum Budget {
  /// Under a minute on two cores; says that it is not sufficient for conformance.
  QUICK(1, 48),
  /// Under ten minutes on two cores.
  STANDARD(16, 400),
  /// Under two hours on two cores.
  FULL(200, 4000);

  private final int factor;
  private final int tries;

  Budget(int factor, int tries) {
    this.factor = factor;
    this.tries = tries;
  }

  /// How many times the cases of the quick budget.
  public int factor() {
    return factor;
  }

  /// How many smaller cases are tried after a failure.
  public int tries() {
    return tries;
  }

  /// True if passing proves conformance.
  public boolean isSufficient() {
    return this != QUICK;
  }
}
