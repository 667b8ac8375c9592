package jacobi.tck.cases;

/// What an operand is for.
public enum Role {
  /// Gradients are asked for.
  DIFFERENTIATED,
  /// Read only: state, labels, indices, numbers of a step.
  PLAIN
}
