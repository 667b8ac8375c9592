package jacobi.spi;

import jacobi.type.JacobiException;

/// Tensors of different devices met, or a device does not exist.
public final class DeviceException extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// An error that says what was wrong and what to do.
  public DeviceException(String message) {
    super(message);
  }

  /// An error with the failure that led to it.
  public DeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
