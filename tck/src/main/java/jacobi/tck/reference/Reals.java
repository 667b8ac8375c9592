package jacobi.tck.reference;

import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.type.DType;

/// Elements of a floating-point type: real numbers, which are not rounded to the type.
public final class Reals implements Elements {
  private final DType dtype;
  private final double[] high;
  private final double[] low;
  private final double[] bound;

  Reals(DType dtype, int elements) {
    this.dtype = dtype;
    this.high = new double[elements];
    this.low = new double[elements];
    this.bound = new double[elements];
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  @Override
  public long elements() {
    return high.length;
  }

  /// Element `at`.
  public DoubleDouble get(int at) {
    return new DoubleDouble(high[at], low[at]);
  }

  @Override
  public double bound(int at) {
    return bound[at];
  }

  /// Sets element `at`; a bound that is NaN says that nothing is known.
  public void set(int at, DoubleDouble value, double distance) {
    high[at] = value.high();
    low[at] = value.low();
    bound[at] = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
  }
}
