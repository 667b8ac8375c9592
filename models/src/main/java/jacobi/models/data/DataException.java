package jacobi.models.data;

import jacobi.type.JacobiException;

/// Thrown when a data set is missing, damaged or not what its files claim to be.
///
/// The message names the file and says what was expected and what was found.
public final class DataException extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// An error that says `message`.
  public DataException(String message) {
    super(message);
  }

  /// An error that says `message` and was caused by `cause`.
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
