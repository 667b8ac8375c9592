package jacobi.tensor;

/// How the losses of single elements or rows become the result.
public enum Reduction {
  /// Their mean, NaN of none.
  MEAN,
  /// Their sum.
  SUM,
  /// They stay as they are.
  NONE;

  Tensor of(Tensor losses) {
    return switch (this) {
      case MEAN -> losses.mean();
      case SUM -> losses.sum();
      case NONE -> losses;
    };
  }
}
