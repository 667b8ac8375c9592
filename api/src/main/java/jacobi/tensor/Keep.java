package jacobi.tensor;

/// Says that a reduced axis stays, with size 1.
public enum Keep {
  /// The axis stays.
  KEEP
}
