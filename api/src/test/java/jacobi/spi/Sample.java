package jacobi.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// An operand of a test: elements in row-major order, and where they lie in a buffer.
///
/// @param values what a reader of the operand sees, in row-major order: `Double` in a type of
///   floats, `Long` in the others
record Sample(Operand operand, List<Number> values) {
  static final List<DType> FLOATS = List.of(DType.F64, DType.F32, DType.F16, DType.BF16);
  static final List<DType> INTEGERS = List.of(DType.I64, DType.I32, DType.I8, DType.U8);
  static final List<DType> NUMBERS = Stream.of(FLOATS, INTEGERS).flatMap(List::stream).toList();
  static final List<DType> ALL = List.of(DType.values());

  /// What is in a result before it is computed.
  static final Number BEFORE = 1.0;

  /// How the elements lie.
  enum Way {
    /// One after the other.
    DENSE,
    /// Every second element of a longer buffer, behind an offset, the axes turned around.
    STRIDED,
    /// Every axis backwards.
    REVERSED,
    /// The first axis is one element repeated.
    STRETCHED
  }

  /// An operand with `values`, repeated from the start if they are too few; the elements are as the
  /// type holds them.
  static Sample of(Way way, DType type, long[] sizes, Number... values) {
    int rank = sizes.length;
    long[] strides = new long[rank];
    long step = way == Way.STRIDED ? 2 : 1;
    long first = way == Way.STRIDED ? 3 : 0;
    for (int k = 0; k < rank; k++) {
      // The axis that varies fastest is the last one, of strided operands the first.
      int axis = way == Way.STRIDED ? k : rank - 1 - k;
      strides[axis] = way == Way.REVERSED ? -step : step;
      first += way == Way.REVERSED ? Math.max(sizes[axis] - 1, 0) * step : 0;
      step *= Math.max(sizes[axis], 1);
    }
    if (way == Way.STRETCHED && rank > 0) {
      strides[0] = 0;
    }
    var buffer = HostBuffer.of(type, first + step + 1);
    List<Number> seen = new ArrayList<>();
    long count = 1;
    for (long size : sizes) {
      count *= size;
    }
    for (int i = 0; i < count; i++) {
      int at = (int) first;
      long rest = i;
      for (int axis = rank - 1; axis >= 0; axis--) {
        at += (int) (rest % sizes[axis] * strides[axis]);
        rest /= sizes[axis];
      }
      boolean again = way == Way.STRETCHED && rank > 0 && i >= count / sizes[0];
      if (!again && values.length > 0) {
        set(buffer, at, values[i % values.length]);
      }
      seen.add(get(buffer, at));
    }
    return new Sample(new Operand(buffer, Layout.of(Shape.of(sizes), strides, first)), seen);
  }

  private static void set(HostBuffer buffer, int at, Number value) {
    if (value instanceof Double number) {
      buffer.setDouble(at, number);
    } else {
      buffer.setLong(at, value.longValue());
    }
  }

  /// Element `at` of a buffer: a `Double` of a type of floats, else a `Long`.
  static Number get(HostBuffer buffer, int at) {
    if (buffer.dtype().isFloat()) {
      return buffer.asDouble(at);
    }
    return buffer.asLong(at);
  }

  double real(int i) {
    return values.get(i).doubleValue();
  }

  long whole(int i) {
    return values.get(i).longValue();
  }

  boolean isFloat() {
    return operand.dtype().isFloat();
  }

  /// What the interpreter computes, in row-major order.
  static List<Number> results(OpCall call) {
    List<Number> found = new ArrayList<>();
    for (int i = 0; i < call.out().count(); i++) {
      found.add(get(call.out().host(), i));
    }
    return found;
  }

  /// Has the interpreter compute an op whose operands have their final shapes.
  static OpCall call(Op op, List<Operand> in) {
    List<Spec> specs = in.stream().map(x -> new Spec(x.dtype(), x.shape())).toList();
    Spec y = op.infer(specs).getFirst();
    var buffer = HostBuffer.of(y.dtype(), y.shape().elements());
    for (int i = 0; i < buffer.elements(); i++) {
      set(buffer, i, BEFORE); // what was there must not matter
    }
    var out = new Operand[] {new Operand(buffer, y.shape().layout())};
    var call = new OpCall(op, in.toArray(Operand[]::new), out, null);
    Reference.execute(call);
    assertTrue(call.isByReference());
    return call;
  }

  /// The op gives these elements, once they are rounded to the result's type, and reports nothing.
  static void yields(List<Number> expected, Op op, Operand... in) {
    var call = call(op, List.of(in));
    assertNull(call.fault());
    var rounded = HostBuffer.of(call.out().dtype(), expected.size());
    List<Number> wanted = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      set(rounded, i, expected.get(i));
      wanted.add(get(rounded, i));
    }
    assertEquals(
        wanted,
        results(call),
        () -> op + " of " + Stream.of(in).map(x -> x.dtype() + " " + x.layout()).toList());
  }
}
