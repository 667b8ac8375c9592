package jacobi.tck.mutation;

/// Where a defect is planted.
public enum Seam {
  /// Between framework and device.
  DRIVER,
  /// In the table of gradients and decompositions.
  RULE,
  /// In what the reverse pass does between rules.
  ENGINE,
  /// Nowhere: the defect has no place in this framework.
  NONE
}
