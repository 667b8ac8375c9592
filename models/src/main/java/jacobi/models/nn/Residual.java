package jacobi.models.nn;

import jacobi.tensor.Tensor;
import jacobi.type.JacobiException;

/// A body and a way around it: `y = body(x) + shortcut(x)`.
///
/// The body learns a difference, and gradients have a way back that no layer weakens.
///
/// Source: He et al., *Deep residual learning for image recognition*, 2016.
///
/// @param body what is learned
/// @param shortcut the identity, or a projection where the body changes the shape
public record Residual(Module body, Module shortcut) implements Module {

  /// A body that keeps the shape, around which `x` goes as it is.
  public static Residual of(Module body) {
    return new Residual(body, x -> x);
  }

  /// The sum.
  ///
  /// @throws JacobiException if the two shapes differ, which broadcasting could hide
  @Override
  public Tensor apply(Tensor x) {
    Tensor y = body.apply(x);
    Tensor around = shortcut.apply(x);
    if (!y.shape().equals(around.shape())) {
      throw new JacobiException(
          "a residual sum of the body's %s and the shortcut's %s: give it a shortcut that projects"
              .formatted(y.shape(), around.shape()));
    }
    return y.add(around);
  }
}
