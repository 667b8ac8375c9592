package jacobi.op;

import jacobi.type.JacobiException;

/// An op that is asked for has neither a kernel on its device nor a decomposition.
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
