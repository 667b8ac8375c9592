package jacobi.spi;

import jacobi.type.DType;

/// Memory of a device for elements of one type. Implemented by drivers; see [HostBuffer].
public interface Buffer {
  /// The type of its elements.
  DType dtype();

  /// How many elements it holds.
  long elements();
}
