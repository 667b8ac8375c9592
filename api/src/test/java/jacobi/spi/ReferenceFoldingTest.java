package jacobi.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import jacobi.op.ArgReduce;
import jacobi.op.Fold;
import jacobi.op.MatMul;
import jacobi.op.Reduce;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Shape;
import org.junit.jupiter.api.Test;

class ReferenceFoldingTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static Reduce over(Reduce.Kind kind, Operand x, int... axes) {
    return new Reduce(kind, Axes.of(x.shape(), axes));
  }

  @Test
  void reductionsFoldTheirAxes() {
    for (DType type : Calls.NUMBERS) {
      for (int way = 0; way < Calls.WAYS; way++) {
        Operand x = Calls.operand(type, Shape.of(2, 3, 2), way, 1, 9, 4, 2, 3, 7, 8, 0, 5, 6, 2, 1);
        String what = type + " way " + way;
        Calls.assertHolds(
            Calls.run(over(Reduce.Kind.SUM, x, 1), x), what, 8, 18, 15, 7);
        Calls.assertHolds(Calls.run(over(Reduce.Kind.SUM, x, 0, 2), x), what, 18, 17, 13);
        Calls.assertHolds(Calls.run(over(Reduce.Kind.SUM, x, 0, 1, 2), x), what, 48);
        Calls.assertHolds(Calls.run(over(Reduce.Kind.MAX, x, 0), x), what, 8, 9, 5, 6, 3, 7);
        Calls.assertHolds(Calls.run(over(Reduce.Kind.MIN, x, 2), x), what, 1, 2, 3, 0, 5, 1);
        Calls.assertHolds(Calls.run(over(Reduce.Kind.MIN, x, 1, 2), x), what, 1, 0);
      }
    }
  }

  @Test
  void overNoAxisAReductionIsACopy() {
    Operand x = Calls.operand(DType.F32, Shape.of(2, 2), 1, 1, 2, 3, 4);
    for (Reduce.Kind kind : Reduce.Kind.values()) {
      Calls.assertHolds(Calls.run(new Reduce(kind, Axes.NONE), x), kind.name(), 1, 2, 3, 4);
    }
    Operand scalar = Calls.dense(DType.F32, Shape.SCALAR, 5);
    Calls.assertHolds(Calls.run(new Reduce(Reduce.Kind.MAX, Axes.NONE), scalar), "scalar", 5);
  }

  @Test
  void theSumOfNothingIsZero() {
    for (DType type : Calls.NUMBERS) {
      Operand x = Calls.dense(type, Shape.of(2, 0));
      Calls.assertHolds(Calls.run(over(Reduce.Kind.SUM, x, 1), x), type.toString(), 0, 0);
      Calls.assertHolds(Calls.run(over(Reduce.Kind.SUM, x, 0), x), type.toString());
    }
  }

  @Test
  void notANumberPropagates() {
    Operand x = Calls.dense(DType.F32, Shape.of(3, 2), 1, NAN, NAN, -INF, 5, INF);
    for (Reduce.Kind kind : Reduce.Kind.values()) {
      Calls.assertHolds(Calls.run(over(kind, x, 0), x), kind.name(), NAN, NAN);
    }
    Operand zeros = Calls.dense(DType.F64, Shape.of(2), -0.0, 0.0);
    Calls.assertHolds(Calls.run(over(Reduce.Kind.MAX, zeros, 0), zeros), "MAX of zeros", 0.0);
    Calls.assertHolds(Calls.run(over(Reduce.Kind.MIN, zeros, 0), zeros), "MIN of zeros", -0.0);
  }

  @Test
  void ofTruthValuesTheGreatestIsAnyAndTheLeastIsAll() {
    Operand x = Calls.operand(DType.BOOL, Shape.of(3, 2), 2, 0, 0, 0, 1, 1, 1);
    Calls.assertHolds(Calls.run(over(Reduce.Kind.MAX, x, 1), x), "any", 0, 1, 1);
    Calls.assertHolds(Calls.run(over(Reduce.Kind.MIN, x, 1), x), "all", 0, 0, 1);
  }

  @Test
  void sumsAreRoundedOnceAndIntegersWrap() {
    Operand half = Calls.dense(DType.F16, Shape.of(3), 2048, 1, 0x1p-24);
    Calls.assertHolds(Calls.run(over(Reduce.Kind.SUM, half, 0), half), "F16", 2050);
    Operand brain = Calls.dense(DType.BF16, Shape.of(3), 256, 1, 0x1p-20);
    Calls.assertHolds(Calls.run(over(Reduce.Kind.SUM, brain, 0), brain), "BF16", 258);
    Operand single = Calls.dense(DType.F32, Shape.of(3), 0x1p24, 1, -0x1p24);
    Calls.assertHolds(Calls.run(over(Reduce.Kind.SUM, single, 0), single), "F32", 1);
    Operand bytes = Calls.dense(DType.I8, Shape.of(2), 127, 2);
    Calls.assertHolds(Calls.run(over(Reduce.Kind.SUM, bytes, 0), bytes), "I8", -127);
    Operand unsigned = Calls.dense(DType.U8, Shape.of(2), 255, 2);
    Calls.assertHolds(Calls.run(over(Reduce.Kind.SUM, unsigned, 0), unsigned), "U8", 1);
    Calls.assertHolds(Calls.run(over(Reduce.Kind.MAX, unsigned, 0), unsigned), "U8", 255);
    Operand longs = Calls.longs(Shape.of(3), (1L << 60) + 1, 1L << 61, -(1L << 61));
    assertEquals((1L << 60) + 1, Calls.run(over(Reduce.Kind.SUM, longs, 0), longs).longs()[0]);
  }

  @Test
  void theFirstOfEqualElementsWins() {
    var greatest = new ArgReduce(ArgReduce.Kind.ARG_MAX, 1);
    var least = new ArgReduce(ArgReduce.Kind.ARG_MIN, 1);
    for (DType type : Calls.NUMBERS) {
      for (int way = 0; way < Calls.WAYS; way++) {
        Operand x = Calls.operand(type, Shape.of(2, 4), way, 1, 3, 3, 1, 5, 0, 5, 0);
        assertArrayEquals(new long[] {1, 0}, Calls.run(greatest, x).longs());
        assertArrayEquals(new long[] {0, 1}, Calls.run(least, x).longs());
        var down = new ArgReduce(ArgReduce.Kind.ARG_MAX, 0);
        assertArrayEquals(new long[] {1, 0, 1, 0}, Calls.run(down, x).longs());
      }
    }
    Operand truths = Calls.dense(DType.BOOL, Shape.of(2, 2), 0, 1, 1, 1);
    assertArrayEquals(new long[] {1, 0}, Calls.run(greatest, truths).longs());
  }

  @Test
  void theFirstNaNWinsOverEverything() {
    Operand x = Calls.dense(DType.F32, Shape.of(3, 3), INF, NAN, NAN, -INF, 4, NAN, -0.0, 0, -0.0);
    for (ArgReduce.Kind kind : ArgReduce.Kind.values()) {
      assertArrayEquals(new long[] {1, 2, 0}, Calls.run(new ArgReduce(kind, 1), x).longs());
    }
  }

  @Test
  void productsMatchTheOnesByHand() {
    for (DType type : Calls.NUMBERS) {
      for (int way = 0; way < Calls.WAYS; way++) {
        Operand a = Calls.operand(type, Shape.of(2, 3), way, 1, 2, 3, 4, 5, 6);
        Operand b = Calls.operand(type, Shape.of(3, 2), 2 - way, 1, 2, 0, 1, 2, 3);
        Calls.assertHolds(Calls.run(MatMul.MATMUL, a, b), type + " " + way, 7, 13, 16, 31);
      }
    }
  }

  @Test
  void batchedProductsMatchATripleLoop() {
    var random = new SplittableRandom(5);
    double[] left = random.ints(2 * 3 * 4, -9, 10).asDoubleStream().toArray();
    double[] right = random.ints(4 * 5, -9, 10).asDoubleStream().toArray();
    double[] expected = new double[2 * 3 * 5];
    Arrays.setAll(
        expected,
        i -> {
          double sum = 0;
          for (int k = 0; k < 4; k++) {
            sum += left[i / 5 * 4 + k] * right[k * 5 + i % 5];
          }
          return sum;
        });
    for (int way = 0; way < Calls.WAYS; way++) {
      Operand a = Calls.operand(DType.F32, Shape.of(2, 3, 4), way, left);
      Operand b = Calls.operand(DType.F32, Shape.of(4, 5), way, right);
      var stretched = new Operand(b.buffer(), b.layout().expand(Shape.of(2, 4, 5)));
      Calls.assertHolds(Calls.run(MatMul.MATMUL, a, stretched), "way " + way, expected);
    }
  }

  @Test
  void productsHaveEmptySidesAndEmptySums() {
    Operand a = Calls.dense(DType.F32, Shape.of(2, 0));
    Operand b = Calls.dense(DType.F32, Shape.of(0, 2));
    Calls.assertHolds(Calls.run(MatMul.MATMUL, a, b), "inner 0", 0, 0, 0, 0);
    Calls.assertHolds(Calls.run(MatMul.MATMUL, b, a), "0 by 0");
    Operand none = Calls.dense(DType.F32, Shape.of(0, 2, 3));
    Operand other = Calls.dense(DType.F32, Shape.of(0, 3, 1));
    Calls.assertHolds(Calls.run(MatMul.MATMUL, none, other), "batch 0");
  }

  @Test
  void productsAreSummedInDoubleAndIntegersWrap() {
    Operand a = Calls.dense(DType.F32, Shape.of(1, 3), 0x1p24, 1, -0x1p24);
    Operand ones = Calls.dense(DType.F32, Shape.of(3, 1), 1, 1, 1);
    Calls.assertHolds(Calls.run(MatMul.MATMUL, a, ones), "F32", 1);
    Operand row = Calls.dense(DType.I8, Shape.of(1, 2), 100, 100);
    Operand column = Calls.dense(DType.I8, Shape.of(2, 1), 2, 1);
    Calls.assertHolds(Calls.run(MatMul.MATMUL, row, column), "I8", 44);
    Operand infinite = Calls.dense(DType.F64, Shape.of(1, 1), INF);
    Operand zero = Calls.dense(DType.F64, Shape.of(1, 1), 0);
    Calls.assertHolds(Calls.run(MatMul.MATMUL, infinite, zero), "0·∞", NAN);
  }

  @Test
  void foldAddsOverlappingWindows() {
    for (DType type : Calls.NUMBERS) {
      for (int way = 0; way < Calls.WAYS; way++) {
        Operand x = Calls.operand(type, Shape.of(3, 2), way, 1, 2, 3, 4, 5, 6);
        String what = type + " way " + way;
        Calls.assertHolds(Calls.run(new Fold(0, 4, 1, 1), x), what, 1, 5, 9, 6);
        Calls.assertHolds(Calls.run(new Fold(0, 8, 2, 3), x), what, 1, 0, 3, 2, 5, 4, 0, 6);
      }
    }
  }

  @Test
  void foldLeavesTheOtherAxesWhereTheyAre() {
    Operand x = Calls.operand(DType.F32, Shape.of(2, 2, 2), 1, 1, 2, 3, 4, 5, 6, 7, 8);
    Calls.assertHolds(Calls.run(new Fold(1, 3, 1, 1), x), "axis 1", 1, 5, 4, 5, 13, 8);
    Calls.assertHolds(
        Calls.run(new Fold(0, 3, 1, 1), x), "axis 0", 1, 3, 2 + 5, 4 + 7, 6, 8);
  }

  /// `⟨unfold x, g⟩ = ⟨x, fold g⟩` in whole numbers.
  @Test
  void foldIsTheAdjointOfUnfold() {
    var random = new SplittableRandom(7);
    for (int size = 1; size < 9; size++) {
      for (int window = 1; window <= 3; window++) {
        for (int step = 1; step <= 3; step++) {
          for (int dilation = 1; dilation <= 2; dilation++) {
            if (dilation * (window - 1) < size) {
              adjoint(random, Shape.of(2, size), window, step, dilation);
            }
          }
        }
      }
    }
  }

  private static void adjoint(
      SplittableRandom random, Shape shape, int window, int step, int dilation) {
    double[] numbers = random.ints(shape.elements(), -9, 10).asDoubleStream().toArray();
    Operand x = Calls.dense(DType.F64, shape, numbers);
    var unfolded = new Operand(x.buffer(), x.layout().unfold(1, window, step, dilation));
    double[] weights = random.ints(unfolded.count(), -9, 10).asDoubleStream().toArray();
    Operand g = Calls.dense(DType.F64, unfolded.shape(), weights);
    Operand folded = Calls.call(new Fold(1, shape.size(1), step, dilation), g).out();
    assertEquals(inner(Calls.values(unfolded), weights), inner(numbers, Calls.values(folded)));
  }

  private static double inner(double[] a, double[] b) {
    assertEquals(a.length, b.length);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
