package jacobi.models.optim;

import jacobi.type.JacobiException;

/// How gradients that are too great are made smaller.
public sealed interface Clip {
  /// All gradients times one factor, so that their common norm is at most `max`.
  record Norm(double max) implements Clip {
    /// Refuses a bound that is not positive.
    public Norm {
      requirePositive(max);
    }
  }

  /// Each element to at most `max` in size.
  record Value(double max) implements Clip {
    /// Refuses a bound that is not positive.
    public Value {
      requirePositive(max);
    }
  }

  private static void requirePositive(double max) {
    if (!(max > 0)) {
      throw new JacobiException("gradients are clipped to a positive size, not to " + max);
    }
  }
}
