package jacobi.spi;

/// Rounds a double to an element once, also where the way to a 16-bit type leads through a float.
final class Rounding {
  private Rounding() {}

  /// Sets element `at` to the value of its type nearest to `value`.
  static void set(HostBuffer to, int at, double value) {
    boolean narrow = to.dtype().isFloat() && to.dtype().bytes() == 2;
    to.setDouble(at, narrow ? odd(value) : value);
  }

  /// A float next to `value`, its last bit set if something was cut off, so that rounding it
  /// further never mistakes a value near the middle for the middle itself.
  private static float odd(double value) {
    float near = (float) value;
    if (near == value || Double.isNaN(value)) {
      return near;
    }
    int bits = Float.floatToRawIntBits(near);
    int cut = Math.abs((double) near) > Math.abs(value) ? bits - 1 : bits;
    return Float.intBitsToFloat(cut | 1);
  }
}
