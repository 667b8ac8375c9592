package jacobi.spi;

import jacobi.type.JacobiException;

/// The backend that was asked for is not there, or cannot work here.
public final class BackendUnavailableException extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// An error that says what was wrong and what to do.
  public BackendUnavailableException(String message) {
    super(message);
  }

  /// An error with the failure that led to it.
  public BackendUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
