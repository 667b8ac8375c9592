package jacobi.op;

import jacobi.type.DType;
import jacobi.type.DTypeException;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.util.List;

/// The element type and shape of an operand or a result.
public record Spec(DType dtype, Shape shape) {

  /// The same element type in another shape.
  public Spec of(Shape other) {
    return new Spec(dtype, other);
  }

  /// The same shape with another element type.
  public Spec of(DType other) {
    return new Spec(other, shape);
  }

  /// The one element type of all operands.
  ///
  /// @throws DTypeException if two differ, naming the cast that would help
  public static DType common(String op, List<Spec> in) {
    DType first = in.getFirst().dtype();
    for (Spec spec : in) {
      if (spec.dtype() != first) {
        throw new DTypeException(
            "%s of %s and %s: there is no implicit conversion, cast one with cast(%s)"
                .formatted(op, first, spec.dtype(), first));
      }
    }
    return first;
  }

  /// Throws unless two things that belong together are of one type and shape.
  ///
  /// @throws ShapeException if the shapes differ
  /// @throws DTypeException if the types differ
  public static void requireSame(String one, Spec spec, String other, Spec wanted) {
    String message = "%s is %s, but %s is %s".formatted(one, spec, other, wanted);
    Check.shape(spec.shape.equals(wanted.shape), "%s", message);
    Check.dtype(spec.dtype == wanted.dtype, "%s: cast(%s)", message, wanted.dtype);
  }

  @Override
  public String toString() {
    return dtype + " " + shape;
  }
}
