package jacobi.tck.spec;

import jacobi.type.JacobiException;

/// What a rule needs is not there, so nothing can be said about it.
public final class Untested extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// What is missing.
  public Untested(String reason) {
    super(reason);
  }
}
