package jacobi.tck.reference;

import jacobi.type.DType;

/// Elements of an integer type, or truth values 0 and 1.
public final class Wholes implements Elements {
  private final DType dtype;
  private final long[] values;
  private final double[] bound;

  Wholes(DType dtype, int elements) {
    this.dtype = dtype;
    this.values = new long[elements];
    this.bound = new double[elements];
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  @Override
  public long elements() {
    return values.length;
  }

  /// Element `at`.
  public long get(int at) {
    return values[at];
  }

  @Override
  public double bound(int at) {
    return bound[at];
  }

  /// Sets element `at`, wrapped to the width of the type; anything but zero is true.
  public void set(int at, long value, double distance) {
    values[at] =
        switch (dtype) {
          case I64 -> value;
          case I32 -> (int) value;
          case I8 -> (byte) value;
          case U8 -> value & 0xFF;
          case BOOL -> value != 0 ? 1 : 0;
          case F64, F32, F16, BF16 -> throw new IllegalStateException(dtype + " is not whole");
        };
    bound[at] = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
  }
}
