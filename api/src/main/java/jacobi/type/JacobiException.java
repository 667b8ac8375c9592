package jacobi.type;

/// The root of every error Jacobi raises on purpose. A failed call changes nothing.
///
/// The one open class of the API: modules above extend it with errors of their own.
public class JacobiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// An error that says what was wrong and what to do.
  public JacobiException(String message) {
    super(message);
  }

  /// An error with the failure that led to it.
  public JacobiException(String message, Throwable cause) {
    super(message, cause);
  }
}
