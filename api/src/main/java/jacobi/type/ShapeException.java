package jacobi.type;

/// Shapes, axes or counts that do not fit together.
public final class ShapeException extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// An error that names the op, what it got and what it wants.
  public ShapeException(String message) {
    super(message);
  }
}
