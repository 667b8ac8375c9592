package jacobi.tensor;

import jacobi.type.DTypeException;
import jacobi.type.ShapeException;

/// A named place that holds an immutable tensor: the one kind of state there is.
///
/// Not for several threads at once.
public abstract sealed class Cell permits Parameter, State {
  private Tensor value;

  Cell(Tensor value) {
    this.value = enter(value);
    this.value.handle().hold();
  }

  /// What the cell holds.
  public final Tensor get() {
    if (value.handle().isTracked()) {
      value.handle().seenFrom(Mode.current().scope());
    }
    return value;
  }

  /// Makes the cell hold another value of the same shape and type.
  ///
  /// @throws ShapeException if the shape differs
  /// @throws DTypeException if the type differs
  public final void set(Tensor next) {
    if (!next.shape().equals(value.shape())) {
      throw new ShapeException("this cell holds %s, not %s".formatted(value.shape(), next.shape()));
    }
    if (next.dtype() != value.dtype()) {
      throw new DTypeException("this cell holds %s, not %s".formatted(value.dtype(), next.dtype()));
    }
    Tensor old = value;
    value = enter(next);
    value.handle().hold();
    old.handle().drop();
  }

  /// The shape of what the cell holds.
  public final jacobi.type.Shape shape() {
    return value.shape();
  }

  /// The value as this kind of cell holds it.
  abstract Tensor enter(Tensor next);
}
