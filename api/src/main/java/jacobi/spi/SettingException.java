package jacobi.spi;

import jacobi.type.JacobiException;

/// A setting that cannot be followed here; no other backend could make up for it.
public final class SettingException extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// An error that says what was asked for, why it cannot be and what to do.
  public SettingException(String message) {
    super(message);
  }

  /// An error with the failure that led to it.
  public SettingException(String message, Throwable cause) {
    super(message, cause);
  }
}
