package jacobi.tensor;

import jacobi.type.DTypeException;

/// A cell that is learned: what it holds is a leaf that gradients can be asked for, unless it is
/// frozen.
public final class Parameter extends Cell {
  private boolean frozen;

  private Parameter(Tensor value) {
    super(value);
  }

  /// A parameter with its first value.
  ///
  /// @throws DTypeException if the elements are no floats
  public static Parameter of(Tensor value) {
    return new Parameter(value);
  }

  /// Freezes the parameter, or thaws it: what a frozen one holds is a constant for the gradient
  /// engine, so that nothing is recorded and nothing calculated for it. To be called between steps,
  /// and before the optimizer is made.
  public void freeze(boolean freeze) {
    Tensor value = get();
    frozen = freeze;
    set(value);
  }

  /// True if the parameter is kept as it is.
  public boolean isFrozen() {
    return frozen;
  }

  @Override
  Tensor enter(Tensor next) {
    return frozen ? next.detach() : next.detach().watch();
  }
}
