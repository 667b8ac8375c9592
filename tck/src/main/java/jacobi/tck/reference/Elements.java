package jacobi.tck.reference;

import jacobi.spi.Buffer;
import jacobi.spi.OutOfMemoryException;
import jacobi.type.DType;

/// Memory of the reference: exact values, and for each how far a legal device may be from it.
///
/// The bound is 0 for what every device gets right to the bit, and infinite for what nothing is
/// known about, such as what was picked by an index that rounding may have changed.
public sealed interface Elements extends Buffer permits Reals, Wholes {
  /// New elements, all 0.
  ///
  /// @throws OutOfMemoryException if no Java array is that long
  static Elements of(DType dtype, long elements) {
    if (elements > Integer.MAX_VALUE - 8L) {
      throw new OutOfMemoryException(
          "%d elements of %s: the reference holds at most 2^31 - 9".formatted(elements, dtype));
    }
    return dtype.isFloat() ? new Reals(dtype, (int) elements) : new Wholes(dtype, (int) elements);
  }

  /// How far a device may be from element `at`.
  double bound(int at);
}
