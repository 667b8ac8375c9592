package jacobi.spi;

import jacobi.type.JacobiException;

/// A device, or the heap, has no room for a buffer.
public final class OutOfMemoryException extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// An error that says what was wrong and what to do.
  public OutOfMemoryException(String message) {
    super(message);
  }

  /// An error with the failure that led to it.
  public OutOfMemoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
