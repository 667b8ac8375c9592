package jacobi.spi;

import jacobi.type.JacobiException;

/// Something was used after it was closed.
public final class ClosedException extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// An error that says what was wrong and what to do.
  public ClosedException(String message) {
    super(message);
  }

  /// An error with the failure that led to it.
  public ClosedException(String message, Throwable cause) {
    super(message, cause);
  }
}
