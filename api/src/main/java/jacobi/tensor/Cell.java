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
  @SuppressWarnings("ReferenceEquality") // Whether it is the very same memory.
  public final Tensor get() {
    Mode mode = Mode.current();
    Engine engine = mode.engine();
    Tensor read = engine == null ? value : engine.read(this, value);
    if (read.handle() == value.handle()) {
      value.handle().seen();
      if (value.handle().isTracked()) {
        value.handle().seenFrom(mode.scope());
      }
    }
    return read;
  }

  /// What the cell holds, for an engine that hands it to nobody: it stays the cell's own.
  public final Tensor peek() {
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
    Engine engine = Mode.current().engine();
    Tensor entered = enter(next);
    if (engine != null && engine.write(this, entered)) {
      return;
    }
    Tensor old = value;
    value = entered;
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
