package jacobi.op;

import jacobi.type.DType;
import jacobi.type.DTypeException;
import jacobi.type.Shape;
import jacobi.type.ShapeException;

/// The checks shape rules are made of; each names the op and what it got.
public final class Check {
  private Check() {}

  /// Throws unless `holds`.
  public static void shape(boolean holds, String message, Object... parts) {
    if (!holds) {
      throw new ShapeException(message.formatted(parts));
    }
  }

  /// Throws unless `holds`.
  public static void dtype(boolean holds, String message, Object... parts) {
    if (!holds) {
      throw new DTypeException(message.formatted(parts));
    }
  }

  /// Throws unless the type is a floating-point one.
  public static void isFloat(Op op, DType type) {
    dtype(type.isFloat(), "%s wants floats, got %s: cast(F32) first", op.name(), type);
  }

  /// Throws unless the type can be calculated with.
  public static void isNumeric(Op op, DType type) {
    dtype(type.isNumeric(), "%s wants numbers, got %s: cast(F32) or cast(I32)", op.name(), type);
  }

  /// Throws unless the type is one of the two index types.
  public static void isIndex(Op op, DType type) {
    dtype(
        type == DType.I64 || type == DType.I32,
        "%s wants an index of I64 or I32, got %s",
        op.name(),
        type);
  }

  /// The shape two operands broadcast to.
  public static Shape broadcast(Op op, Shape a, Shape b) {
    try {
      return Shape.broadcast(a, b);
    } catch (ShapeException refused) {
      throw new ShapeException(op.name() + " of " + refused.getMessage());
    }
  }

  /// Throws unless both shapes are equal.
  public static void same(Op op, Shape a, Shape b) {
    shape(a.equals(b), "%s of %s and %s: the shapes must be equal", op.name(), a, b);
  }
}
