package jacobi.tck.arithmetic;

/// `Σ cₙ·xⁿ`, evaluated from the highest power down.
final class Polynomial {
  private final double[] high;
  private final double[] low;

  private Polynomial(double[] high, double[] low) {
    this.high = high;
    this.low = low;
  }

  /// `cₙ = 1/(first + n·step)!`, of `count` terms, with signs that alternate or without.
  static Polynomial ofInverseFactorials(int first, int step, int count, boolean alternating) {
    double[] high = new double[count];
    double[] low = new double[count];
    DoubleDouble factorial = DoubleDouble.ONE;
    for (int i = 1, n = 0; n < count; i++) {
      if (i > first + n * step) {
        DoubleDouble inverse = DoubleDouble.ONE.div(factorial);
        boolean negative = alternating && n % 2 == 1;
        high[n] = negative ? -inverse.high() : inverse.high();
        low[n] = negative ? -inverse.low() : inverse.low();
        n++;
      }
      factorial = factorial.mul(i);
    }
    return new Polynomial(high, low);
  }

  /// The value at `x`.
  DoubleDouble at(DoubleDouble x) {
    int n = high.length - 1;
    DoubleDouble sum = new DoubleDouble(high[n], low[n]);
    while (--n >= 0) {
      sum = sum.mul(x).add(new DoubleDouble(high[n], low[n]));
    }
    return sum;
  }
}
