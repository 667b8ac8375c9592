package jacobi.spi;

import static jacobi.spi.Sample.ALL;
import static jacobi.spi.Sample.FLOATS;
import static jacobi.spi.Sample.NUMBERS;
import static jacobi.spi.Sample.yields;

import jacobi.op.ArgReduce;
import jacobi.op.Fold;
import jacobi.op.MatMul;
import jacobi.op.Reduce;
import jacobi.spi.Sample.Way;
import jacobi.type.Axes;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Reductions, products and overlap-add of the interpreter against loops written out here. Small
/// whole numbers make every order of a sum exact.
class ReferenceFoldingTest {
  private static final double NAN = Double.NaN;
  private static final Number[] VALUES = {3L, 1L, 4L, 1L, 5L, 9L, 2L, 6L, 5L, 3L, 5L, 8L, 9L};
  private static final int A = 2;
  private static final int B = 3;
  private static final int C = 4;

  private static Sample cube(Way way, DType type) {
    return Sample.of(way, type, new long[] {A, B, C}, VALUES);
  }

  private static double fold(Reduce.Kind kind, double so, double x) {
    return switch (kind) {
      case SUM -> so + x;
      case MAX -> so > x ? so : x;
      case MIN -> so < x ? so : x;
    };
  }

  private static double start(Reduce.Kind kind) {
    return switch (kind) {
      case SUM -> 0;
      case MAX -> -1000;
      case MIN -> 1000;
    };
  }

  /// Every set of axes of a cube, in one triple loop: a folded axis adds nothing to the position.
  @ParameterizedTest
  @EnumSource
  void reductionsOfEveryTypeOverEverySetOfAxes(Way way) {
    for (Reduce.Kind kind : Reduce.Kind.values()) {
      for (DType type : kind == Reduce.Kind.SUM ? NUMBERS : ALL) {
        Sample x = cube(way, type);
        for (int mask = 0; mask < 8; mask++) {
          int a = (mask & 1) == 0 ? A : 1;
          int b = (mask & 2) == 0 ? B : 1;
          int c = (mask & 4) == 0 ? C : 1;
          double[] folded = new double[a * b * c];
          Arrays.fill(folded, start(kind));
          for (int i = 0; i < A; i++) {
            for (int j = 0; j < B; j++) {
              for (int k = 0; k < C; k++) {
                int to = (i % a * b + j % b) * c + k % c;
                folded[to] = fold(kind, folded[to], x.real(i * B * C + j * C + k));
              }
            }
          }
          yields(numbers(folded), new Reduce(kind, new Axes(mask)), x.operand());
        }
      }
    }
  }

  private static List<Number> numbers(double[] values) {
    List<Number> all = new ArrayList<>();
    for (double value : values) {
      all.add(value);
    }
    return all;
  }

  @Test
  void theSumOfNothingIsZeroAndReductionsOfNothingAreNothing() {
    for (DType type : NUMBERS) {
      Sample none = Sample.of(Way.DENSE, type, new long[] {0, 3});
      yields(List.of(0L, 0L, 0L), new Reduce(Reduce.Kind.SUM, new Axes(1)), none.operand());
      for (Reduce.Kind kind : Reduce.Kind.values()) {
        yields(List.of(), new Reduce(kind, new Axes(2)), none.operand());
      }
      yields(List.of(), new ArgReduce(ArgReduce.Kind.ARG_MAX, 1), none.operand());
    }
  }

  @Test
  void sumsOfIntegersWrap() {
    Sample bytes = Sample.of(Way.DENSE, DType.I8, new long[] {3}, 100L, 100L, 100L);
    yields(List.of(44L), new Reduce(Reduce.Kind.SUM, new Axes(1)), bytes.operand());
    Sample longs = Sample.of(Way.DENSE, DType.I64, new long[] {2}, Long.MAX_VALUE, 1L);
    yields(List.of(Long.MIN_VALUE), new Reduce(Reduce.Kind.SUM, new Axes(1)), longs.operand());
    Sample words = Sample.of(Way.DENSE, DType.U8, new long[] {1, 2}, 200L, 2L);
    Sample more = Sample.of(Way.DENSE, DType.U8, new long[] {2, 1}, 2L, 60L);
    yields(List.of(8L), MatMul.MATMUL, words.operand(), more.operand());
  }

  @Test
  void aNaNGoesThroughEveryReductionWhereverItIs() {
    for (DType type : FLOATS) {
      for (int at = 0; at < 3; at++) {
        Number[] values = {1.0, 2.0, 3.0};
        values[at] = NAN;
        Sample x = Sample.of(Way.DENSE, type, new long[] {3}, values);
        for (Reduce.Kind kind : Reduce.Kind.values()) {
          yields(List.of(NAN), new Reduce(kind, new Axes(1)), x.operand());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void argReductionsTakeTheFirstIndexOfATie(Way way) {
    for (DType type : ALL) {
      Sample x = cube(way, type);
      for (ArgReduce.Kind kind : ArgReduce.Kind.values()) {
        int sign = kind == ArgReduce.Kind.ARG_MAX ? 1 : -1;
        List<Number> middle = new ArrayList<>();
        for (int i = 0; i < A; i++) {
          for (int k = 0; k < C; k++) {
            long best = 0;
            for (int j = 1; j < B; j++) {
              double there = sign * x.real(i * B * C + j * C + k);
              best = there > sign * x.real((int) (i * B * C + best * C + k)) ? j : best;
            }
            middle.add(best);
          }
        }
        yields(middle, new ArgReduce(kind, 1), x.operand());
      }
    }
  }

  @Test
  void theFirstNaNWinsEveryArgReduction() {
    for (DType type : FLOATS) {
      Sample x = Sample.of(Way.DENSE, type, new long[] {5}, 9.0, 1.0, NAN, 10.0, NAN);
      for (ArgReduce.Kind kind : ArgReduce.Kind.values()) {
        yields(List.of(2L), new ArgReduce(kind, 0), x.operand());
      }
      Sample zeros = Sample.of(Way.DENSE, type, new long[] {2}, -0.0, 0.0);
      yields(List.of(0L), new ArgReduce(ArgReduce.Kind.ARG_MAX, 0), zeros.operand());
    }
  }

  @ParameterizedTest
  @EnumSource
  void productsOfEveryType(Way way) {
    for (DType type : NUMBERS) {
      for (int inner : new int[] {0, 1, B}) {
        Sample a = Sample.of(way, type, new long[] {A, 2, inner}, VALUES);
        Sample b = Sample.of(Way.STRIDED, type, new long[] {A, inner, C}, 2L, 0L, 1L, 3L, 1L);
        List<Number> expected = new ArrayList<>();
        for (int n = 0; n < A; n++) {
          for (int i = 0; i < 2; i++) {
            for (int j = 0; j < C; j++) {
              double sum = 0;
              for (int k = 0; k < inner; k++) {
                sum += a.real((n * 2 + i) * inner + k) * b.real((n * inner + k) * C + j);
              }
              expected.add(sum);
            }
          }
        }
        yields(expected, MatMul.MATMUL, a.operand(), b.operand());
      }
      Sample none = Sample.of(way, type, new long[] {0, 2, 3});
      Sample neither = Sample.of(way, type, new long[] {0, 3, 2});
      yields(List.of(), MatMul.MATMUL, none.operand(), neither.operand());
    }
  }

  @ParameterizedTest
  @EnumSource
  void overlapAddOfEveryType(Way way) {
    for (DType type : NUMBERS) {
      for (int step = 1; step < 4; step++) {
        for (int dilation = 1; dilation < 3; dilation++) {
          int size = (B - 1) * step + (C - 1) * dilation + 2;
          double[] sums = new double[A * size];
          int positions = (size - (C - 1) * dilation - 1) / step + 1;
          Sample windows = Sample.of(way, type, new long[] {A, positions, C}, VALUES);
          for (int i = 0; i < A; i++) {
            for (int p = 0; p < positions; p++) {
              for (int k = 0; k < C; k++) {
                double value = windows.real((i * positions + p) * C + k);
                sums[i * size + p * step + k * dilation] += value;
              }
            }
          }
          yields(numbers(sums), new Fold(1, size, step, dilation), windows.operand());
        }
      }
    }
  }
}
