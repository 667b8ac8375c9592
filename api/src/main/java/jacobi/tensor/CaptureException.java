package jacobi.tensor;

import jacobi.type.JacobiException;

/// A compiled step does what cannot be written down, or is used as what it is not.
public final class CaptureException extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// An error that says what was wrong and what to do.
  public CaptureException(String message) {
    super(message);
  }
}
