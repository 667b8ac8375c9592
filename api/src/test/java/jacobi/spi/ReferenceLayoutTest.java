package jacobi.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.op.ArgReduce;
import jacobi.op.Binary;
import jacobi.op.Copy;
import jacobi.op.Fill;
import jacobi.op.Fold;
import jacobi.op.Gather;
import jacobi.op.HostDefault;
import jacobi.op.MatMul;
import jacobi.op.Op;
import jacobi.op.Reduce;
import jacobi.op.ScatterAdd;
import jacobi.op.Spec;
import jacobi.op.Unary;
import jacobi.op.Where;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The layout of operands never changes a result: every op in every element type on permuted,
/// reversed, spread operands gives what it gives on dense ones.
class ReferenceLayoutTest {
  private static final List<Shape> SHAPES =
      List.of(Shape.SCALAR, Shape.of(7), Shape.of(0, 3), Shape.of(3, 4), Shape.of(2, 3, 4));

  private record Case(Op op, List<Operand> in) {
    String name() {
      return op + " " + in.stream().map(x -> x.dtype() + " " + x.shape()).toList();
    }
  }

  private final SplittableRandom random = new SplittableRandom(99);
  private final List<Case> cases = new ArrayList<>();

  private Operand operand(DType type, Shape shape) {
    double[] values = new double[(int) shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type == DType.BOOL ? random.nextInt(2) : random.nextInt(-20, 20) * 0.25;
    }
    return Calls.of(type, shape, values);
  }

  private void add(Op op, Operand... in) {
    cases.add(new Case(op, List.of(in)));
  }

  private void elementwise(DType type, Shape shape) {
    for (Unary op : Unary.values()) {
      boolean fits =
          switch (type) {
            case F64, F32, F16, BF16 -> op != Unary.NOT;
            case I64, I32, I8, U8 -> op.takesIntegers();
            case BOOL -> op == Unary.NOT;
          };
      if (fits) {
        add(op, operand(type, shape));
      }
    }
    for (Binary op : Binary.values()) {
      boolean fits = op.isBitwise() ? !type.isFloat() : type.isNumeric() || op == Binary.EQ;
      if (fits) {
        add(op, operand(type, shape), operand(type, shape));
      }
    }
    add(Where.WHERE, operand(DType.BOOL, shape), operand(type, shape), operand(type, shape));
    add(Copy.Plain.COPY, operand(type, shape));
    for (DType to : DType.values()) {
      add(new Copy.Cast(to), operand(type, shape));
    }
  }

  private void along(DType type, Shape shape) {
    for (int mask = 0; mask < 1 << shape.rank(); mask++) {
      var axes = new Axes(mask);
      if (type.isNumeric()) {
        add(new Reduce(Reduce.Kind.SUM, axes), operand(type, shape));
      }
      if (axes.elements(shape) > 0) {
        add(new Reduce(Reduce.Kind.MAX, axes), operand(type, shape));
        add(new Reduce(Reduce.Kind.MIN, axes), operand(type, shape));
      }
    }
    for (int axis = 0; axis < shape.rank(); axis++) {
      add(new HostDefault.SortIndices(axis, axis == 1), operand(type, shape));
      if (shape.size(axis) > 0) {
        add(new ArgReduce(ArgReduce.Kind.ARG_MAX, axis), operand(type, shape));
        add(new ArgReduce(ArgReduce.Kind.ARG_MIN, axis), operand(type, shape));
        indexed(type, shape, axis);
      }
    }
  }

  private void indexed(DType type, Shape shape, int axis) {
    Shape wide = shape.with(axis, 5);
    HostBuffer buffer = HostBuffer.of(axis == 0 ? DType.I64 : DType.I32, wide.elements());
    for (int i = 0; i < wide.elements(); i++) {
      buffer.setLong(i, random.nextInt((int) shape.size(axis)));
    }
    var index = new Operand(buffer, wide.layout());
    add(new Gather(axis), operand(type, shape), index);
    if (type.isNumeric()) {
      add(new ScatterAdd(axis), operand(type, shape), index, operand(type, wide));
    }
  }

  private void all() {
    for (DType type : DType.values()) {
      for (Shape shape : SHAPES) {
        elementwise(type, shape);
        along(type, shape);
      }
      add(Fill.Full.of(type, Shape.of(2), 1));
      if (type.isNumeric()) {
        add(new Fill.Iota(new Spec(type, Shape.of(4))));
        add(MatMul.MATMUL, operand(type, Shape.of(3, 4)), operand(type, Shape.of(4, 2)));
        add(MatMul.MATMUL, operand(type, Shape.of(2, 3, 4)), operand(type, Shape.of(2, 4, 5)));
        add(new Fold(1, 6, 1, 2), operand(type, Shape.of(2, 4, 3, 2)));
      }
    }
    add(new HostDefault.RandomBits(Shape.of(9)), Calls.longs(5, 6));
  }

  @TestFactory
  Stream<DynamicTest> theLayoutOfOperandsDoesNotMatter() {
    all();
    return cases.stream().map(item -> DynamicTest.dynamicTest(item.name(), () -> check(item)));
  }

  private void check(Case item) {
    double[] expected = Calls.compute(item.op, item.in.toArray(Operand[]::new));
    for (int round = 0; round < 3; round++) {
      Operand[] scattered =
          item.in.stream().map(x -> Calls.scattered(x, random)).toArray(Operand[]::new);
      assertArrayEquals(expected, Calls.compute(item.op, scattered));
    }
  }

  @Test
  void everyPrimitiveAndBothHostDefaultsHaveACase() {
    all();
    Set<String> names = new HashSet<>();
    cases.forEach(item -> names.add(item.op.name()));
    assertEquals(46, names.size(), names::toString);
  }

  @Test
  void overlappingAndRepeatedOperandsAreRead() {
    HostBuffer buffer = HostBuffer.over(new float[] {1, 2, 3, 4});
    var windows = new Operand(buffer, Shape.of(4).layout().unfold(0, 2, 1, 1));
    assertArrayEquals(
        new double[] {3, 5, 7},
        Calls.compute(new Reduce(Reduce.Kind.SUM, Axes.of(windows.shape(), 1)), windows));
    var one = new Operand(buffer, Layout.of(Shape.of(3, 2), new long[] {0, 0}, 2));
    assertArrayEquals(new double[] {4, 5, 5, 6, 6, 7}, Calls.compute(Binary.ADD, windows, one));
  }

  @Test
  void copyWritesStridedPartsOfABufferAndNothingElse() {
    Operand x = Calls.of(DType.F32, Shape.of(2, 2), 1, 2, 3, 4);
    HostBuffer buffer = HostBuffer.of(DType.F32, 9);
    Layout part = Layout.of(Shape.of(2, 2), new long[] {-4, 2}, 5);
    assertTrue(part.fits(9));
    Operand[] out = {new Operand(buffer, part)};
    Reference.execute(new OpCall(Copy.Plain.COPY, new Operand[] {x}, out, null));
    assertArrayEquals(new float[] {0, 3, 0, 4, 0, 1, 0, 2, 0}, buffer.floats());
  }
}
