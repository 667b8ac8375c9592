package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.op.ArgReduce;
import jacobi.op.Binary;
import jacobi.op.Copy;
import jacobi.op.Fill;
import jacobi.op.Fold;
import jacobi.op.Gather;
import jacobi.op.MatMul;
import jacobi.op.Op;
import jacobi.op.Reduce;
import jacobi.op.ScatterAdd;
import jacobi.op.Spec;
import jacobi.op.Unary;
import jacobi.op.Where;
import jacobi.random.Seed;
import jacobi.spi.Backend;
import jacobi.spi.BackendConfig;
import jacobi.spi.BackendProvider;
import jacobi.spi.Driver;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Operand;
import jacobi.spi.ProbeContext;
import jacobi.spi.Reference;
import jacobi.spi.Support;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every primitive of the cpu backend against [Reference], on dense, transposed, reversed,
/// stretched and empty operands.
///
/// Small whole numbers make sums and products exact, so those agree to the bit; transcendental
/// functions of F32 agree within 2 units in the last place.
class PrimitivesTest {
  private static final List<DType> NUMBERS = List.of(DType.F32, DType.F64, DType.I32, DType.I64);
  private static final List<Shape> SHAPES =
      List.of(
          Shape.SCALAR,
          Shape.of(1),
          Shape.of(17),
          Shape.of(0, 3),
          Shape.of(3, 5),
          Shape.of(2, 3, 65),
          Shape.of(4098));

  private static final Driver DRIVER = open();

  private static Driver open() {
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
      if (provider.id().equals("cpu")) {
        var config = new BackendConfig(new ProbeContext(Map.of()), 0);
        Backend backend = provider.open(config);
        return backend.drivers().getFirst();
      }
    }
    throw new AssertionError("no cpu backend");
  }

  /// One call in one arrangement of its operands.
  private record Case(Op op, List<Operand> in) {
    String name() {
      return op.name() + in.stream().map(x -> x.dtype() + " " + x.layout()).toList();
    }
  }

  private static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (Shape shape : SHAPES) {
      for (int way = 0; way < 4; way++) {
        elementwise(cases, shape, way);
        folding(cases, shape, way);
      }
      for (DType type : NUMBERS) {
        cases.add(new Case(Fill.Full.of(type, shape, 3), List.of()));
        cases.add(new Case(new Fill.Iota(new Spec(type, shape)), List.of()));
      }
    }
    for (DType type : NUMBERS) {
      products(cases, type);
      indexing(cases, type);
    }
    return cases;
  }

  private static void elementwise(List<Case> cases, Shape shape, int way) {
    for (DType type : NUMBERS) {
      for (Unary op : Unary.values()) {
        boolean fits = type.isFloat() ? op != Unary.NOT : op.takesIntegers();
        if (fits) {
          cases.add(new Case(op, List.of(operand(type, shape, way, 1))));
        }
      }
      for (Binary op : Binary.values()) {
        if (!op.isBitwise() || !type.isFloat()) {
          Operand b = operand(type, shape, 3 - way, 2);
          cases.add(new Case(op, List.of(operand(type, shape, way, 1), b)));
        }
      }
      Operand condition = operand(DType.BOOL, shape, way, 3);
      Operand b = operand(type, shape, (way + 1) % 4, 2);
      cases.add(new Case(Where.WHERE, List.of(condition, operand(type, shape, way, 1), b)));
      cases.add(new Case(Copy.Plain.COPY, List.of(operand(type, shape, way, 1))));
      for (DType to : List.of(DType.F32, DType.F64, DType.I32, DType.I64, DType.BOOL)) {
        cases.add(new Case(new Copy.Cast(to), List.of(operand(type, shape, way, 1))));
      }
    }
    cases.add(new Case(Unary.NOT, List.of(operand(DType.BOOL, shape, way, 3))));
  }

  private static void folding(List<Case> cases, Shape shape, int way) {
    for (DType type : NUMBERS) {
      for (int mask = 1; mask < 1 << shape.rank(); mask++) {
        for (Reduce.Kind kind : Reduce.Kind.values()) {
          Axes axes = new Axes(mask);
          if (kind == Reduce.Kind.SUM || axes.elements(shape) > 0) {
            cases.add(new Case(new Reduce(kind, axes), List.of(operand(type, shape, way, 1))));
          }
        }
      }
      for (int axis = 0; axis < shape.rank(); axis++) {
        for (ArgReduce.Kind kind : ArgReduce.Kind.values()) {
          if (shape.size(axis) > 0) {
            cases.add(new Case(new ArgReduce(kind, axis), List.of(operand(type, shape, way, 1))));
          }
        }
      }
    }
  }

  private static void products(List<Case> cases, DType type) {
    for (int way = 0; way < 3; way++) {
      for (int k : new int[] {0, 1, 7, 130}) {
        Operand a = operand(type, Shape.of(2, 9, k), way, 1);
        cases.add(new Case(MatMul.MATMUL, List.of(a, operand(type, Shape.of(2, k, 33), way, 2))));
      }
      cases.add(
          new Case(new Fold(1, 6, 1, 2), List.of(operand(type, Shape.of(2, 4, 3, 2), way, 1))));
    }
  }

  private static void indexing(List<Case> cases, DType type) {
    for (DType of : List.of(DType.I32, DType.I64)) {
      HostBuffer buffer = HostBuffer.of(of, 8);
      for (int i = 0; i < 8; i++) {
        buffer.setLong(i, i * 5 % 3);
      }
      var index = new Operand(buffer, Shape.of(2, 4).layout());
      for (int way = 0; way < 3; way++) {
        Operand x = operand(type, Shape.of(3, 4), way, 1);
        cases.add(new Case(new Gather(0), List.of(x, index)));
        Operand u = operand(type, Shape.of(2, 4), way, 2);
        cases.add(new Case(new ScatterAdd(0), List.of(x, index, u)));
      }
    }
  }

  /// Small whole numbers, laid out dense (0), transposed (1), reversed with a gap (2), or as one
  /// repeated element (3).
  private static Operand operand(DType type, Shape shape, int way, long seed) {
    int room = (int) shape.elements() * 2 + 7;
    HostBuffer buffer = HostBuffer.of(type, room);
    var random = Seed.of(seed).stream();
    for (int i = 0; i < room; i++) {
      buffer.setLong(i, type == DType.BOOL ? random.nextInt(2) : random.nextInt(-4, 5));
    }
    Layout layout = layout(shape, way);
    assertTrue(layout.fits(room), layout.toString());
    return new Operand(buffer, layout);
  }

  private static Layout layout(Shape shape, int way) {
    int rank = shape.rank();
    long[] strides = new long[rank];
    long step = way == 2 ? 2 : 1;
    for (int i = 0; i < rank; i++) {
      int axis = way == 1 ? i : rank - 1 - i;
      strides[axis] = way == 3 ? 0 : step;
      step *= Math.max(shape.size(axis), 1);
    }
    Layout laid = Layout.of(shape, strides, way == 0 ? 0 : 3);
    return way == 2 && shape.elements() > 0 ? laid.flip(Axes.of(shape)) : laid;
  }

  @TestFactory
  Stream<DynamicTest> everyPrimitiveAgreesWithTheReference() {
    return all().stream().map(item -> DynamicTest.dynamicTest(item.name(), () -> compare(item)));
  }

  private static void compare(Case item) {
    List<Spec> specs = item.in.stream().map(x -> new Spec(x.dtype(), x.shape())).toList();
    List<OpSpec.In> in = item.in.stream().map(x -> new OpSpec.In(x.dtype(), x.layout())).toList();
    Spec result = item.op.infer(specs).getFirst();
    Support support = DRIVER.supports(new OpSpec(item.op, in, List.of(result)));
    assertEquals(Support.Native.class, support.getClass());
    Operand[] operands = item.in.toArray(Operand[]::new);
    Operand[] expected = {dense(result)};
    Operand[] found = {dense(result)};
    Reference.execute(new OpCall(item.op, operands, expected, null));
    DRIVER.execute(new OpCall(item.op, operands, found, null), DRIVER.openQueue());
    for (int i = 0; i < result.shape().elements(); i++) {
      assertClose(item.op, expected[0].host(), found[0].host(), i);
    }
  }

  private static Operand dense(Spec spec) {
    return new Operand(HostBuffer.of(spec.dtype(), spec.shape().elements()), spec.shape().layout());
  }

  private static void assertClose(Op op, HostBuffer expected, HostBuffer found, int at) {
    if (!expected.dtype().isFloat()) {
      assertEquals(expected.asLong(at), found.asLong(at), "element " + at);
      return;
    }
    double right = expected.asDouble(at);
    double error = Math.abs(right - found.asDouble(at));
    boolean rounds =
        op == Binary.POW
            || op instanceof Unary unary && !unary.takesIntegers() && unary != Unary.SQRT;
    double bound = rounds ? 2 * Math.ulp((float) right) : 0;
    boolean same = Double.compare(right, found.asDouble(at)) == 0 || right == found.asDouble(at);
    assertTrue(
        same || error <= bound,
        () -> "element " + at + ": " + found.asDouble(at) + " instead of " + right);
  }

  @Test
  void allFortyFourMembersHaveACase() {
    long members = all().stream().map(item -> item.op().name()).distinct().count();
    assertEquals(44, members);
  }
}
