package jacobi.tensor;

import jacobi.type.DTypeException;
import jacobi.type.JacobiException;
import jacobi.type.Shape;
import jacobi.type.ShapeException;

/// The checks of losses, which broadcast nothing: a target of another shape is a mistake.
final class LossOperands {
  private LossOperands() {}

  static void alike(String loss, Tensor x, Tensor target) {
    floats(loss, x);
    if (!x.shape().equals(target.shape())) {
      throw new ShapeException(
          "%s of %s and %s: the shapes must be equal, reshape or expand one"
              .formatted(loss, x.shape(), target.shape()));
    }
  }

  static void floats(String loss, Tensor x) {
    if (!x.dtype().isFloat()) {
      throw new DTypeException(
          "%s wants floats, got %s: cast(F32) first".formatted(loss, x.dtype()));
    }
  }

  /// One number, label or sign for each row of `x`.
  static void rows(String loss, Tensor x, Tensor each) {
    floats(loss, x);
    if (x.rank() == 0 || !x.shape().without(-1).equals(each.shape())) {
      throw new ShapeException(
          "%s of %s wants one target a row, got %s".formatted(loss, x.shape(), each.shape()));
    }
  }

  /// Throws unless an attribute is as it should be.
  static void attribute(boolean holds, String loss, String wanted, double value) {
    if (!holds) {
      throw new JacobiException("%s wants %s, got %s".formatted(loss, wanted, value));
    }
  }

  /// The weights of classes are one for each.
  static void classes(String loss, Tensor x, Tensor weight) {
    if (!weight.shape().equals(Shape.of(x.size(-1)))) {
      throw new ShapeException(
          "%s of %s wants one weight a class, got %s".formatted(loss, x.shape(), weight.shape()));
    }
  }
}
