package jacobi.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.type.DType;
import jacobi.type.DTypeException;
import jacobi.type.JacobiException;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.util.List;

/// What the tests of shape rules say.
final class Inference {
  private Inference() {}

  static Spec of(DType type, long... sizes) {
    return new Spec(type, Shape.of(sizes));
  }

  static Spec f32(long... sizes) {
    return of(DType.F32, sizes);
  }

  static Spec i32(long... sizes) {
    return of(DType.I32, sizes);
  }

  static Spec i64(long... sizes) {
    return of(DType.I64, sizes);
  }

  static Spec bool(long... sizes) {
    return of(DType.BOOL, sizes);
  }

  /// The op takes as many operands as it says, and its first result is as expected.
  static void yields(Spec expected, Op op, Spec... in) {
    assertEquals(op.arity(), in.length, op::name);
    assertEquals(expected, op.infer(List.of(in)).getFirst(), op::name);
  }

  /// The results are as expected.
  static void yieldsAll(List<Spec> expected, Op op, Spec... in) {
    assertEquals(op.arity(), in.length, op::name);
    assertEquals(expected, op.infer(List.of(in)), op::name);
  }

  /// The shapes are refused, with each of these parts in the message.
  static void misfits(Op op, List<Spec> in, String... parts) {
    assertEquals(op.arity(), in.size(), op::name);
    says(assertThrows(ShapeException.class, () -> op.infer(in), op::name), parts);
  }

  /// The element types are refused, with each of these parts in the message.
  static void mistyped(Op op, List<Spec> in, String... parts) {
    assertEquals(op.arity(), in.size(), op::name);
    says(assertThrows(DTypeException.class, () -> op.infer(in), op::name), parts);
  }

  /// Each of these parts is in the message.
  static void says(JacobiException error, String... parts) {
    for (String part : parts) {
      assertTrue(
          error.getMessage().contains(part), () -> part + " is not in: " + error.getMessage());
    }
  }
}
