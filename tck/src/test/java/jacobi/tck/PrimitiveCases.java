package jacobi.tck;

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
import jacobi.spi.HostBuffer;
import jacobi.spi.Operand;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Every primitive on every element type it takes, on whole numbers, in all arrangements.
final class PrimitiveCases {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.SCALAR,
          Shape.of(1),
          Shape.of(17),
          Shape.of(0, 3),
          Shape.of(3, 5),
          Shape.of(2, 3, 65),
          Shape.of(4098));

  private final List<PrimitiveCase> cases = new ArrayList<>();
  private final Set<DType> numbers = EnumSet.noneOf(DType.class);
  private final Set<DType> types = EnumSet.noneOf(DType.class);

  private PrimitiveCases() {
    types.addAll(PrimitiveCase.DRIVER.info().dtypes());
    types.stream().filter(DType::isNumeric).forEach(numbers::add);
  }

  static List<PrimitiveCase> all() {
    var all = new PrimitiveCases();
    for (Shape shape : SHAPES) {
      for (Arrangement way : Arrangement.values()) {
        all.elementwise(shape, way);
        all.folding(shape, way);
      }
      all.fills(shape);
    }
    all.overflowing(Shape.of(7, 33));
    for (DType type : all.types) {
      all.products(type);
      all.indexing(type);
    }
    return all.cases;
  }

  private void add(Op op, Operand... in) {
    cases.add(PrimitiveCase.of(op, in));
  }

  private static boolean takes(Unary op, DType type) {
    if (op == Unary.NOT) {
      return !type.isFloat();
    }
    return type.isFloat() || type.isInteger() && op.takesIntegers();
  }

  private static boolean takes(Binary op, DType type) {
    return op == Binary.EQ || (op.isBitwise() ? !type.isFloat() : type.isNumeric());
  }

  private void elementwise(Shape shape, Arrangement way) {
    Values first = Values.small(1);
    Values second = Values.small(2);
    for (DType type : types) {
      for (Unary op : Unary.values()) {
        if (takes(op, type)) {
          add(op, way.of(type, shape, first));
        }
      }
      for (Binary op : Binary.values()) {
        if (takes(op, type)) {
          add(op, way.of(type, shape, first), way.next(2).of(type, shape, second));
          add(op, way.of(type, shape, first), way.of(type, shape, second));
        }
      }
      Operand condition = way.of(DType.BOOL, shape, Values.small(3));
      Operand b = way.next(1).of(type, shape, second);
      add(Where.WHERE, condition, way.next(3).of(type, shape, first), b);
      add(Copy.Plain.COPY, way.of(type, shape, first));
      for (DType to : types) {
        add(new Copy.Cast(to), way.of(type, shape, first));
      }
    }
  }

  /// Extreme integers: results wrap, divisors are negative and zero.
  private void overflowing(Shape shape) {
    for (DType type : List.of(DType.I32, DType.I64)) {
      for (Arrangement way : Arrangement.values()) {
        for (Unary op : Unary.values()) {
          if (takes(op, type)) {
            add(op, way.of(type, shape, Values.extreme(1)));
          }
        }
        for (Binary op : Binary.values()) {
          Operand b = way.next(1).of(type, shape, Values.extreme(2));
          add(op, way.of(type, shape, Values.extreme(1)), b);
        }
        for (DType to : types) {
          add(new Copy.Cast(to), way.of(type, shape, Values.extreme(1)));
        }
        for (Reduce.Kind kind : Reduce.Kind.values()) {
          add(new Reduce(kind, new Axes(2)), way.of(type, shape, Values.extreme(1)));
          add(new Reduce(kind, new Axes(1)), way.of(type, shape, Values.extreme(1)));
        }
        Operand right = way.next(1).of(type, Shape.of(33, 5), Values.extreme(2));
        add(MatMul.MATMUL, way.of(type, shape, Values.extreme(1)), right);
      }
    }
  }

  private void fills(Shape shape) {
    for (DType type : types) {
      add(Fill.Full.of(type, shape, type.isFloat() ? -0.0 : 1));
      if (type.isNumeric()) {
        add(Fill.Full.of(type, shape, 3));
        add(new Fill.Iota(new Spec(type, shape)));
      }
    }
  }

  private void folding(Shape shape, Arrangement way) {
    for (DType type : types) {
      for (int mask = 0; mask < 1 << shape.rank(); mask++) {
        for (Reduce.Kind kind : Reduce.Kind.values()) {
          Axes axes = new Axes(mask);
          boolean summed = kind == Reduce.Kind.SUM;
          if (summed ? type.isNumeric() : axes.elements(shape) > 0) {
            add(new Reduce(kind, axes), way.of(type, shape, Values.small(1)));
          }
        }
      }
      for (int axis = 0; axis < shape.rank(); axis++) {
        for (ArgReduce.Kind kind : ArgReduce.Kind.values()) {
          if (shape.size(axis) > 0) {
            add(new ArgReduce(kind, axis), way.of(type, shape, Values.small(1)));
          }
        }
      }
    }
  }

  private void products(DType type) {
    if (!type.isNumeric()) {
      return;
    }
    for (Arrangement way : Arrangement.values()) {
      for (int k : new int[] {0, 1, 7, 130}) {
        Operand a = way.of(type, Shape.of(2, 9, k), Values.small(1));
        add(MatMul.MATMUL, a, way.next(1).of(type, Shape.of(2, k, 33), Values.small(2)));
        add(MatMul.MATMUL, a, way.of(type, Shape.of(2, k, 1), Values.small(2)));
      }
      Operand none = way.of(type, Shape.of(0, 2, 3), Values.small(1));
      add(MatMul.MATMUL, none, way.of(type, Shape.of(0, 3, 2), Values.small(2)));
      add(new Fold(1, 6, 1, 2), way.of(type, Shape.of(2, 4, 3, 2), Values.small(1)));
      add(new Fold(0, 70, 1, 1), way.of(type, Shape.of(65, 6), Values.small(1)));
      add(new Fold(0, 9, 4, 1), way.of(type, Shape.of(3, 2, 1), Values.small(1)));
      add(new Fold(1, 3, 1, 1), way.of(type, Shape.of(0, 2, 2), Values.small(1)));
    }
  }

  private void indexing(DType type) {
    for (DType of : List.of(DType.I32, DType.I64)) {
      Values places = (buffer, at) -> buffer.setLong(at, at * 5L % 3);
      for (Arrangement way : Arrangement.values()) {
        for (Shape shape : List.of(Shape.of(2, 4), Shape.of(0, 4), Shape.of(70, 4))) {
          Operand index = way.next(2).of(of, shape, places);
          Operand x = way.of(type, Shape.of(3, 4), Values.small(1));
          add(new Gather(0), x, index);
          if (type.isNumeric()) {
            add(new ScatterAdd(0), x, index, way.next(1).of(type, shape, Values.small(2)));
          }
        }
        Operand index = way.of(of, Shape.of(4, 65), places);
        Operand x = way.next(1).of(type, Shape.of(4, 3), Values.small(1));
        add(new Gather(1), x, index);
        if (type.isNumeric()) {
          add(new ScatterAdd(1), x, index, way.of(type, Shape.of(4, 65), Values.small(2)));
        }
      }
    }
  }

  /// An operand of whole numbers given one by one.
  static Operand longs(DType dtype, Shape shape, long... elements) {
    HostBuffer buffer = HostBuffer.of(dtype, elements.length);
    for (int i = 0; i < elements.length; i++) {
      buffer.setLong(i, elements[i]);
    }
    return new Operand(buffer, shape.layout());
  }
}
