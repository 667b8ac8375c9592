package jacobi.models.train;

import jacobi.type.JacobiException;

/// Thrown when a training run cannot go on; the message says where, and what to do.
public final class TrainingException extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// An error that says where the run stopped and what to do.
  public TrainingException(String message) {
    super(message);
  }

  /// An error that says where the run stopped and what to do, with its cause.
  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
