package jacobi.op;

/// An op defined by a decomposition into older ops.
///
/// A backend that is faster at it claims it by class and declines the rest; everyone else gets the
/// decomposition. A record never gains a component: a new attribute is a new op.
public non-sealed interface Composite extends Op {
  /// The level of the vocabulary that brought this op. A backend compiled against an older level is
  /// never asked about it.
  default int since() {
    return 1;
  }
}
