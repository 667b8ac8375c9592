package jacobi.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;

/// Calls of [Reference] on operands laid out in several ways.
final class Calls {
  static final List<DType> FLOATS = List.of(DType.F64, DType.F32, DType.F16, DType.BF16);
  static final List<DType> INTEGERS = List.of(DType.I64, DType.I32, DType.I8, DType.U8);
  static final List<DType> NUMBERS =
      Stream.concat(FLOATS.stream(), INTEGERS.stream()).toList();

  /// Dense, column-major at an offset, backwards with gaps.
  static final int WAYS = 3;

  private Calls() {}

  /// An operand whose elements in row-major order are these values.
  static Operand operand(DType type, Shape shape, int way, double... values) {
    assertEquals(shape.elements(), values.length);
    Layout layout = layout(shape, way);
    int room = 2 * values.length + 5;
    assertTrue(layout.fits(room), layout.toString());
    HostBuffer buffer = HostBuffer.of(type, room);
    for (int i = 0; i < values.length; i++) {
      buffer.setDouble(at(layout, i), values[i]);
    }
    return new Operand(buffer, layout);
  }

  /// A dense operand.
  static Operand dense(DType type, Shape shape, double... values) {
    return operand(type, shape, 0, values);
  }

  /// A dense operand of I64, of numbers a double may not hold.
  static Operand longs(Shape shape, long... values) {
    HostBuffer buffer = HostBuffer.of(DType.I64, values.length);
    System.arraycopy(values, 0, buffer.longs(), 0, values.length);
    return new Operand(buffer, shape.layout());
  }

  private static Layout layout(Shape shape, int way) {
    int rank = shape.rank();
    long[] strides = new long[rank];
    long step = way == 2 ? 2 : 1;
    for (int i = 0; i < rank; i++) {
      int axis = way == 1 ? i : rank - 1 - i;
      strides[axis] = step;
      step *= Math.max(shape.size(axis), 1);
    }
    Layout laid = Layout.of(shape, strides, way == 0 ? 0 : 3);
    return way == 2 ? laid.flip(Axes.of(shape)) : laid;
  }

  /// Where the element at a place in row-major order lies, by the definition.
  static int at(Layout layout, int place) {
    long at = layout.offset();
    long rest = place;
    for (int k = layout.shape().rank() - 1; k >= 0; k--) {
      at += rest % layout.shape().size(k) * layout.stride(k);
      rest /= layout.shape().size(k);
    }
    return (int) at;
  }

  /// The elements in row-major order.
  static double[] values(Operand x) {
    double[] values = new double[x.count()];
    Arrays.setAll(values, i -> x.host().asDouble(at(x.layout(), i)));
    return values;
  }

  /// A call with dense results, which hold something else before it.
  static OpCall call(Op op, Operand... in) {
    List<Spec> specs = Arrays.stream(in).map(x -> new Spec(x.dtype(), x.shape())).toList();
    Operand[] out = op.infer(specs).stream().map(Calls::used).toArray(Operand[]::new);
    OpCall call = new OpCall(op, in, out, null);
    Reference.execute(call);
    return call;
  }

  private static Operand used(Spec spec) {
    HostBuffer buffer = HostBuffer.of(spec.dtype(), spec.shape().elements());
    for (int i = 0; i < buffer.elements(); i++) {
      buffer.setLong(i, 119);
    }
    return new Operand(buffer, spec.shape().layout());
  }

  /// The result of a call without fault.
  static HostBuffer run(Op op, Operand... in) {
    OpCall call = call(op, in);
    assertNull(call.fault());
    return call.out().host();
  }

  static void assertHolds(HostBuffer found, String what, double... expected) {
    assertEquals(expected.length, found.elements(), what);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found.asDouble(i), what + ", element " + i);
    }
  }

  /// The value of a type nearest to another, halves to even; by search for the 16-bit types.
  static double nearest(DType type, double value) {
    return switch (type) {
      case F64 -> value;
      case F32 -> (float) value;
      case F16 -> value == 0 || Double.isNaN(value) ? value : search(type, 0x7C00, 65536, value);
      case BF16 -> value == 0 || Double.isNaN(value) ? value : search(type, 0x7F80, 0x1p128, value);
      case I64, I32, I8, U8, BOOL -> throw new IllegalArgumentException(type.toString());
    };
  }

  private static double search(DType type, int infinity, double beyond, double value) {
    HostBuffer one = HostBuffer.of(type, 1);
    double size = Math.min(Math.abs(value), beyond);
    double best = 0;
    double least = size;
    for (int bits = 1; bits <= infinity; bits++) {
      one.shorts()[0] = (short) bits;
      double candidate = bits == infinity ? beyond : one.asDouble(0);
      double distance = Math.abs(candidate - size);
      if (distance < least || distance == least && (bits & 1) == 0) {
        least = distance;
        best = one.asDouble(0);
      }
    }
    return Math.copySign(best, value);
  }
}
