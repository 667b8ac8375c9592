package jacobi.tensor;

import jacobi.type.DTypeException;

/// A cell that is learned: what it holds is a leaf that gradients can be asked for.
public final class Parameter extends Cell {
  private Parameter(Tensor value) {
    super(value);
  }

  /// A parameter with its first value.
  ///
  /// @throws DTypeException if the elements are no floats
  public static Parameter of(Tensor value) {
    return new Parameter(value);
  }

  @Override
  Tensor enter(Tensor next) {
    return next.detach().watch();
  }
}
