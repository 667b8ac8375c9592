package jacobi.tck.spec;

import jacobi.type.JacobiException;

/// A backend broke a rule.
public final class Mismatch extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// What was found instead of what.
  public Mismatch(String message) {
    super(message);
  }

  /// With what was thrown.
  public Mismatch(String message, Throwable cause) {
    super(message, cause);
  }

  /// Throws unless something holds.
  public static void unless(boolean holds, String message, Object... about) {
    if (!holds) {
      throw new Mismatch(message.formatted(about));
    }
  }
}
