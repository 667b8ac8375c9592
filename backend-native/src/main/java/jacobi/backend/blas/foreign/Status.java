package jacobi.backend.blas.foreign;

import jacobi.spi.DeviceException;
import jacobi.spi.OutOfMemoryException;

/// oneDNN's error codes.
final class Status {
  private static final int OUT_OF_MEMORY = 1;
  private static final int INVALID = 2;
  private static final int UNIMPLEMENTED = 3;

  private Status() {}

  /// Whether a primitive for such operands exists.
  ///
  /// @throws OutOfMemoryException if there is no room
  /// @throws DeviceException if anything else went wrong
  static boolean exists(int status, String what) {
    if (status == UNIMPLEMENTED || status == INVALID) {
      return false;
    }
    require(status, what);
    return true;
  }

  /// Refuses any code but that of success.
  ///
  /// @throws OutOfMemoryException if there is no room
  /// @throws DeviceException if anything else went wrong
  static void require(int status, String what) {
    if (status == OUT_OF_MEMORY) {
      throw new OutOfMemoryException("oneDNN has no memory for " + what);
    }
    if (status != 0) {
      throw new DeviceException("oneDNN fails at %s: status %d".formatted(what, status));
    }
  }
}
