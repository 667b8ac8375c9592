package jacobi.type;

/// An element type that an op does not take, or two that differ where they must agree.
public final class DTypeException extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// An error that names the op, what it got and what it wants.
  public DTypeException(String message) {
    super(message);
  }
}
