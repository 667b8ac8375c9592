package jacobi.models.io;

import jacobi.type.JacobiException;

/// A file that cannot be read or written, or is not what it should be.
public final class FileException extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// An error that names the file, the place and what to do.
  public FileException(String message) {
    super(message);
  }

  /// An error with the failure that led to it.
  public FileException(String message, Throwable cause) {
    super(message, cause);
  }
}
