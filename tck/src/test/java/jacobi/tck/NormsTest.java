package jacobi.tck;

import jacobi.op.ArgReduce;
import jacobi.op.Binary;
import jacobi.op.Copy;
import jacobi.op.Gather;
import jacobi.op.MatMul;
import jacobi.op.Reduce;
import jacobi.op.ScatterAdd;
import jacobi.op.Unary;
import jacobi.op.Where;
import jacobi.spi.Operand;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// NaN, infinities, signed zeros and ties go by the norms of meaning: NaN propagates through MAX
/// and MIN and wins ARG_MAX and ARG_MIN, the first index wins a tie, −0 is less than 0 for MAX and
/// MIN and equal to it everywhere else, and casts are Java's.
class NormsTest {
  private static final double[] ODD = {
    Double.NaN,
    0,
    -0.0,
    1,
    -1,
    2.5,
    -2.5,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    0x1p31,
    0x1p63,
    -0x1p31 - 1,
    0x1.fffffep30
  };

  /// Few values, so that ties abound; a NaN now and then.
  private static final double[] TIED = {0, -0.0, 0, -0.0, 1, 1, -1, -1, 0, -0.0, 1, -1};

  private static final double[] TIED_NAN = {0, -0.0, 1, -1, 0, 1, -1, Double.NaN, 1, 1, 1, -1};

  private static final double[] ENDLESS = {0, -0.0, 1, Double.POSITIVE_INFINITY, 1, -1, 1, 0, 1};

  @TestFactory
  Stream<DynamicTest> theNormsHold() {
    List<DynamicTest> tests = new ArrayList<>();
    for (DType dtype : Points.FLOATS) {
      for (Arrangement way : Arrangement.values()) {
        String on = " of %s, %s".formatted(dtype, way);
        tests.add(test("elementwise" + on, () -> elementwise(dtype, way)));
        tests.add(test("reductions" + on, () -> reductions(dtype, way)));
        tests.add(test("sums and moves" + on, () -> sums(dtype, way)));
      }
    }
    return tests.stream();
  }

  private static DynamicTest test(String name, Runnable body) {
    return DynamicTest.dynamicTest(name, body::run);
  }

  private static void agree(PrimitiveCase item) {
    try {
      Comparison.agrees(item);
    } catch (AssertionError wrong) {
      throw new AssertionError(item.name() + ": " + wrong.getMessage(), wrong);
    }
  }

  /// Every value meets every other.
  private static void elementwise(DType dtype, Arrangement way) {
    int n = ODD.length;
    Values rows = (buffer, at) -> buffer.setDouble(at, ODD[at / n % n]);
    Shape shape = Shape.of(n, n);
    for (Values values : List.of(rows, Values.among(ODD, 5))) {
      Operand a = way.of(dtype, shape, Values.cycle(ODD));
      Operand b = way.of(dtype, shape, values);
      for (Binary op : Binary.values()) {
        if (!op.isBitwise()) {
          agree(PrimitiveCase.of(op, a, b));
        }
      }
      Operand condition = way.next(1).of(DType.BOOL, shape, Values.small(6));
      agree(PrimitiveCase.of(Where.WHERE, condition, a, b));
    }
    Operand x = way.of(dtype, shape, Values.cycle(ODD));
    for (Unary op : Unary.values()) {
      if (op != Unary.NOT) {
        agree(PrimitiveCase.of(op, x));
      }
    }
    agree(PrimitiveCase.of(Copy.Plain.COPY, x));
    for (DType to : PrimitiveCase.DRIVER.info().dtypes()) {
      agree(PrimitiveCase.of(new Copy.Cast(to), x));
    }
  }

  private static void reductions(DType dtype, Arrangement way) {
    for (double[] members : List.of(TIED, TIED_NAN, ODD)) {
      for (int length : new int[] {1, 2, 3, 8, 17, 33, 70, 129}) {
        Values values = Values.among(members, length);
        both(way.of(dtype, Shape.of(5, length), values), 1);
        both(way.of(dtype, Shape.of(length, 19), values), 0);
      }
    }
  }

  private static void both(Operand x, int axis) {
    for (Reduce.Kind kind : Reduce.Kind.values()) {
      if (kind != Reduce.Kind.SUM) {
        agree(PrimitiveCase.of(new Reduce(kind, new Axes(1 << axis)), x));
      }
    }
    for (ArgReduce.Kind kind : ArgReduce.Kind.values()) {
      agree(PrimitiveCase.of(new ArgReduce(kind, axis), x));
    }
  }

  /// Infinities and NaN go into sums: `0·∞` and `∞ − ∞` are NaN wherever they occur.
  private static void sums(DType dtype, Arrangement way) {
    double[] nan = {1, 1, 0, -1, 1, 1, Double.NaN, 1, 1, 1, 1, 0, 0, 1, -1, 1, 1, 1, 1};
    double[] both = {1, Double.POSITIVE_INFINITY, 1, 1, Double.NEGATIVE_INFINITY, 1, 1, 0};
    Consumer<Values> check =
        values -> {
          Operand x = way.of(dtype, Shape.of(9, 35), values);
          agree(PrimitiveCase.of(new Reduce(Reduce.Kind.SUM, new Axes(1)), x));
          agree(PrimitiveCase.of(new Reduce(Reduce.Kind.SUM, new Axes(2)), x));
          Operand right = way.next(1).of(dtype, Shape.of(35, 33), Values.among(ENDLESS, 8));
          agree(PrimitiveCase.of(MatMul.MATMUL, x, right));
          Values places = (buffer, at) -> buffer.setLong(at, at * 5L % 9);
          Operand index = Arrangement.DENSE.of(DType.I32, Shape.of(9, 35), places);
          agree(PrimitiveCase.of(new Gather(0), x, index));
          agree(PrimitiveCase.of(new ScatterAdd(0), x, index, x));
        };
    for (double[] members : List.of(ENDLESS, nan, both)) {
      check.accept(Values.among(members, 9));
    }
  }
}
