package jacobi.spi;

import jacobi.type.JacobiException;

/// A device declines an op that has no decomposition.
public final class UnsupportedOpException extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// An error that says what was wrong and what to do.
  public UnsupportedOpException(String message) {
    super(message);
  }

  /// An error with the failure that led to it.
  public UnsupportedOpException(String message, Throwable cause) {
    super(message, cause);
  }
}
