package jacobi.type;

/// An index outside the axis it points into.
public final class IndexException extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// An error that names the op, what it got and what it wants.
  public IndexException(String message) {
    super(message);
  }
}
