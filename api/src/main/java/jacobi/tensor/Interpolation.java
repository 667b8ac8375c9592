package jacobi.tensor;

/// How planes are brought to another size; pixels are squares, corners are not aligned.
public enum Interpolation {
  /// `y[i] = x[⌊i·L/S⌋]` for an axis of length `L` brought to `S`.
  NEAREST,
  /// `y[i] = (1 − t)·x[j] + t·x[j + 1]` where `j + t = (i + ½)·L/S − ½`, at least 0; the last
  /// element stands for the one after it. The same along the other axis.
  BILINEAR
}
