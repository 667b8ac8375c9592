package jacobi.spi;

import jacobi.type.JacobiException;

/// No usable backend was found.
public final class NoBackendException extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// An error that says what was wrong and what to do.
  public NoBackendException(String message) {
    super(message);
  }

  /// An error with the failure that led to it.
  public NoBackendException(String message, Throwable cause) {
    super(message, cause);
  }
}
