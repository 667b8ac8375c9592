package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.op.ArgReduce;
import jacobi.op.Binary;
import jacobi.op.Copy;
import jacobi.op.Gather;
import jacobi.op.HostDefault;
import jacobi.op.MatMul;
import jacobi.op.Op;
import jacobi.op.Reduce;
import jacobi.op.ScatterAdd;
import jacobi.op.Spec;
import jacobi.op.Unary;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.spi.Reference;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.tck.reference.Elements;
import jacobi.tck.reference.Interpreter;
import jacobi.tck.reference.Reals;
import jacobi.tck.reference.Wholes;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.IndexException;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The kit's interpreter, the api's interpreter and the cpu backend, which know nothing of each
/// other, agree on every primitive: the two that round within the bounds of the one that does not.
class InterpreterTest {
  private static final Interpreter INTERPRETER =
      new Interpreter(PrimitiveCase.DRIVER.info().accuracy());

  /// The reference's memory with the elements of a host buffer, at the same places.
  private static Operand exact(Operand x) {
    HostBuffer from = x.host();
    Elements to = Elements.of(from.dtype(), from.elements());
    for (int i = 0; i < from.elements(); i++) {
      switch (to) {
        case Reals reals -> reals.set(i, DoubleDouble.of(from.asDouble(i)), 0);
        case Wholes wholes -> wholes.set(i, from.asLong(i), 0);
      }
    }
    return new Operand(to, x.layout());
  }

  private static OpCall run(Op op, List<Operand> in) {
    List<Spec> specs = in.stream().map(x -> new Spec(x.dtype(), x.shape())).toList();
    Spec result = op.infer(specs).getFirst();
    Elements elements = Elements.of(result.dtype(), result.shape().elements());
    Operand[] out = {new Operand(elements, result.shape().layout())};
    Operand[] operands = in.stream().map(InterpreterTest::exact).toArray(Operand[]::new);
    var call = new OpCall(op, operands, out, null);
    INTERPRETER.execute(call);
    return call;
  }

  private static Operand api(Op op, List<Operand> in) {
    List<Spec> specs = in.stream().map(x -> new Spec(x.dtype(), x.shape())).toList();
    Spec result = op.infer(specs).getFirst();
    Operand[] out = {Arrangement.zeros(result.dtype(), result.shape())};
    Reference.execute(new OpCall(op, in.toArray(Operand[]::new), out, null));
    return out[0];
  }

  @TestFactory
  Stream<DynamicTest> threeThatShareNothingAgree() {
    List<PrimitiveCase> cases = new ArrayList<>(PrimitiveCases.all());
    points(cases);
    Map<String, List<PrimitiveCase>> byOp =
        cases.stream()
            .collect(
                Collectors.groupingBy(
                    item -> item.op().name() + " of " + item.dtype(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byOp.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(), () -> entry.getValue().forEach(InterpreterTest::agree)));
  }

  /// Types that the cpu backend may lack: the two interpreters agree.
  @TestFactory
  Stream<DynamicTest> narrowTypes() {
    List<PrimitiveCase> cases = new ArrayList<>();
    for (DType type : List.of(DType.F16, DType.BF16, DType.I8, DType.U8)) {
      for (Arrangement way : Arrangement.values()) {
        narrow(cases, type, way.of(type, Shape.of(3, 5), Values.small(4)), way, 5);
        if (type.isFloat()) {
          narrow(cases, type, way.of(type, Shape.of(3, 33), Values.reals(5)), way, 33);
        }
      }
    }
    return cases.stream()
        .map(item ->
            DynamicTest.dynamicTest(
                item.name(),
                () ->
                    within(
                        run(item.op(), item.in()).out(), api(item.op(), item.in()), "api", item)));
  }

  private static void narrow(
      List<PrimitiveCase> cases, DType type, Operand x, Arrangement way, long columns) {
    Values other = type.isFloat() ? Values.reals(6) : Values.small(6);
    for (Unary op : Unary.values()) {
      boolean takes = op == Unary.NOT ? !type.isFloat() : type.isFloat() || op.takesIntegers();
      if (takes) {
        cases.add(PrimitiveCase.of(op, x));
      }
    }
    Operand y = way.next(1).of(type, x.shape(), other);
    for (Binary op : Binary.values()) {
      if (!op.isBitwise() || !type.isFloat()) {
        cases.add(PrimitiveCase.of(op, x, y));
      }
    }
    for (Reduce.Kind kind : Reduce.Kind.values()) {
      cases.add(PrimitiveCase.of(new Reduce(kind, new Axes(2)), x));
    }
    cases.add(PrimitiveCase.of(new ArgReduce(ArgReduce.Kind.ARG_MAX, 1), x));
    Operand right = way.next(2).of(type, Shape.of(columns, 4), other);
    cases.add(PrimitiveCase.of(MatMul.MATMUL, x, right));
    for (DType to : DType.values()) {
      cases.add(PrimitiveCase.of(new Copy.Cast(to), x));
    }
  }

  /// Special values, all exponents and the ranges where functions bend.
  private static void points(List<PrimitiveCase> cases) {
    for (DType type : List.of(DType.F64, DType.F32)) {
      double[] special = Points.special(type);
      double[] reals = Points.reals(type, 9, 2, 5);
      for (Unary op : Unary.values()) {
        if (op != Unary.NOT) {
          cases.add(PrimitiveCase.of(op, operand(type, special)));
          cases.add(PrimitiveCase.of(op, operand(type, reals)));
        }
      }
      int n = special.length;
      double[] left = new double[n * n];
      double[] right = new double[n * n];
      for (int i = 0; i < left.length; i++) {
        left[i] = special[i / n];
        right[i] = special[i % n];
      }
      for (Binary op : Binary.values()) {
        if (!op.isBitwise()) {
          cases.add(PrimitiveCase.of(op, operand(type, left), operand(type, right)));
        }
      }
    }
  }

  private static Operand operand(DType type, double[] elements) {
    HostBuffer buffer = HostBuffer.of(type, elements.length);
    for (int i = 0; i < elements.length; i++) {
      buffer.setDouble(i, elements[i]);
    }
    return new Operand(buffer, Shape.of(elements.length).layout());
  }

  private static void agree(PrimitiveCase item) {
    Operand exact = run(item.op(), item.in()).out();
    within(exact, item.run().out(), "cpu", item);
    within(exact, api(item.op(), item.in()), "api", item);
  }

  private static void within(Operand exact, Operand found, String who, PrimitiveCase item) {
    HostBuffer elements = found.host();
    for (int i = 0; i < elements.elements(); i++) {
      String at = "%s: element %d of %s".formatted(item.name(), i, who);
      switch ((Elements) exact.buffer()) {
        case Wholes wholes -> assertEquals(wholes.get(i), elements.asLong(i), at);
        case Reals reals -> close(reals, i, elements.asDouble(i), at);
      }
    }
  }

  /// Past the greatest number counts as one step further, whose double is the power of two.
  private static void close(Reals exact, int i, double found, String at) {
    DoubleDouble value = exact.get(i);
    double past = past(exact.dtype());
    boolean beyond = Double.isInfinite(found) && Math.abs(value.high()) >= past;
    if (!value.isFinite() || beyond && found > 0 == value.high() > 0) {
      Comparison.assertSame(beyond ? found : value.high(), found, at);
      return;
    }
    double near = Double.isInfinite(found) ? Math.copySign(past, found) : found;
    double error = DoubleDouble.of(near).sub(value).abs().high();
    assertTrue(
        error <= exact.bound(i),
        () -> "%s is %s instead of %s ± %.3g".formatted(at, found, value, exact.bound(i)));
  }

  private static double past(DType type) {
    return switch (type) {
      case F64 -> Double.MAX_VALUE;
      case F32, BF16 -> 0x1p128;
      case F16 -> 0x1p16;
      case I64, I32, I8, U8, BOOL -> throw new IllegalArgumentException(type + " has no infinity");
    };
  }

  @Test
  void randomWordsAndOrdersAreThoseOfTheApi() {
    Operand state = PrimitiveCases.longs(DType.I64, Shape.of(2), -77, (1L << 40) - 3);
    same(new HostDefault.RandomBits(Shape.of(9, 7)), List.of(state));
    double[] keys = {3, Double.NaN, -0.0, 0, 5, 3, Double.NEGATIVE_INFINITY, Double.NaN, 0, -0.0};
    for (boolean descending : new boolean[] {false, true}) {
      for (Arrangement way : Arrangement.values()) {
        Operand x = way.of(DType.F32, Shape.of(4, 17), Values.cycle(keys));
        same(new HostDefault.SortIndices(0, descending), List.of(x));
        same(new HostDefault.SortIndices(1, descending), List.of(x));
      }
      Operand empty = Arrangement.zeros(DType.I32, Shape.of(0, 3));
      same(new HostDefault.SortIndices(0, descending), List.of(empty));
    }
  }

  private static void same(Op op, List<Operand> in) {
    HostBuffer expected = api(op, in).host();
    Wholes found = (Wholes) run(op, in).out().buffer();
    for (int i = 0; i < expected.elements(); i++) {
      assertEquals(expected.asLong(i), found.get(i), op + " element " + i);
    }
  }

  @Test
  void anIndexOutOfRangeIsReported() {
    Operand x = PrimitiveCases.longs(DType.F32, Shape.of(3), 5, 6, 7);
    Operand index = PrimitiveCases.longs(DType.I64, Shape.of(2), 1, 3);
    assertInstanceOf(IndexException.class, run(new Gather(0), List.of(x, index)).fault());
    Operand u = PrimitiveCases.longs(DType.F32, Shape.of(2), 1, 1);
    assertInstanceOf(IndexException.class, run(new ScatterAdd(0), List.of(x, index, u)).fault());
  }
}
