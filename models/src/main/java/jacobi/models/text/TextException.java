package jacobi.models.text;

import jacobi.type.JacobiException;

/// Text that a model cannot work with.
public final class TextException extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// An error that says what was wrong with the text and what to do.
  public TextException(String message) {
    super(message);
  }
}
