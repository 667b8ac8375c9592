package jacobi.spi;

import static jacobi.spi.Sample.ALL;
import static jacobi.spi.Sample.FLOATS;
import static jacobi.spi.Sample.NUMBERS;
import static jacobi.spi.Sample.yields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import jacobi.op.Gather;
import jacobi.op.HostDefault;
import jacobi.op.ScatterAdd;
import jacobi.spi.Sample.Way;
import jacobi.type.DType;
import jacobi.type.IndexException;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Gathering, scattering, sorting and random bits of the interpreter against loops written out
/// here.
class ReferenceIndexingTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Number[] VALUES = {3L, 1L, 4L, 1L, 5L, 9L, 2L, 6L, 5L, 3L, 5L, 8L, 9L};
  private static final int A = 2;
  private static final int L = 3;
  private static final int B = 2;
  private static final int I = 4;

  private static Sample index(Way way, DType type) {
    return Sample.of(way, type, new long[] {A, I, B}, 2L, 0L, 1L, 1L, 0L, 2L, 2L, 2L, 0L);
  }

  @ParameterizedTest
  @EnumSource
  void gatherPicksAlongItsAxis(Way way) {
    for (DType type : ALL) {
      for (DType indices : List.of(DType.I64, DType.I32)) {
        Sample x = Sample.of(way, type, new long[] {A, L, B}, VALUES);
        Sample index = index(way, indices);
        List<Number> expected = new ArrayList<>();
        for (int a = 0; a < A; a++) {
          for (int i = 0; i < I; i++) {
            for (int b = 0; b < B; b++) {
              int at = (int) index.whole((a * I + i) * B + b);
              expected.add(x.values().get((a * L + at) * B + b));
            }
          }
        }
        yields(expected, new Gather(1), x.operand(), index.operand());
      }
      Sample none = Sample.of(way, DType.I64, new long[] {A, 0, B});
      Sample x = Sample.of(way, type, new long[] {A, L, B}, VALUES);
      yields(List.of(), new Gather(1), x.operand(), none.operand());
    }
  }

  @ParameterizedTest
  @EnumSource
  void scatterAddSumsWhatMeets(Way way) {
    for (DType type : NUMBERS) {
      for (DType indices : List.of(DType.I64, DType.I32)) {
        Sample x = Sample.of(way, type, new long[] {A, L, B}, VALUES);
        Sample index = index(way, indices);
        Sample u = Sample.of(Way.STRIDED, type, new long[] {A, I, B}, 7L, 1L, 8L, 2L);
        double[] sums = new double[A * L * B];
        for (int i = 0; i < sums.length; i++) {
          sums[i] = x.real(i);
        }
        for (int a = 0; a < A; a++) {
          for (int i = 0; i < I; i++) {
            for (int b = 0; b < B; b++) {
              int at = (a * I + i) * B + b;
              sums[(a * L + (int) index.whole(at)) * B + b] += u.real(at);
            }
          }
        }
        List<Number> expected = new ArrayList<>();
        for (double sum : sums) {
          expected.add(sum);
        }
        yields(expected, new ScatterAdd(1), x.operand(), index.operand(), u.operand());
      }
      Sample x = Sample.of(way, type, new long[] {A, L, B}, VALUES);
      Sample none = Sample.of(way, DType.I64, new long[] {A, 0, B});
      Sample nothing = Sample.of(way, type, new long[] {A, 0, B});
      yields(x.values(), new ScatterAdd(1), x.operand(), none.operand(), nothing.operand());
    }
  }

  @Test
  void sumsOfScatteredIntegersWrap() {
    Sample x = Sample.of(Way.DENSE, DType.I8, new long[] {1}, 100L);
    Sample index = Sample.of(Way.DENSE, DType.I64, new long[] {2}, 0L, 0L);
    Sample u = Sample.of(Way.DENSE, DType.I8, new long[] {2}, 100L, 100L);
    yields(List.of(44L), new ScatterAdd(0), x.operand(), index.operand(), u.operand());
  }

  /// Before the first element, behind the last, and beyond what an int holds.
  @Test
  void anIndexOutOfRangeIsReportedAndNothingIsWritten() {
    for (long wrong : new long[] {-1, 3, (1L << 32) + 1, Long.MIN_VALUE}) {
      Sample x = Sample.of(Way.DENSE, DType.F32, new long[] {3}, 5.0, 6.0, 7.0);
      Sample index = Sample.of(Way.DENSE, DType.I64, new long[] {2}, 1L, wrong);
      OpCall gather = Sample.call(new Gather(0), List.of(x.operand(), index.operand()));
      var fault = assertInstanceOf(IndexException.class, gather.fault());
      assertEquals("GATHER: index %d into an axis of size 3".formatted(wrong), fault.getMessage());
      assertEquals(List.of(6.0, Sample.BEFORE), Sample.results(gather));
      Sample u = Sample.of(Way.DENSE, DType.F32, new long[] {2}, 10.0, 20.0);
      OpCall scatter =
          Sample.call(new ScatterAdd(0), List.of(x.operand(), index.operand(), u.operand()));
      fault = assertInstanceOf(IndexException.class, scatter.fault());
      assertEquals(
          "SCATTER_ADD: index %d into an axis of size 3".formatted(wrong), fault.getMessage());
      assertEquals(List.of(5.0, 16.0, 7.0), Sample.results(scatter));
    }
  }

  /// An element's place is how many go before it: the lesser ones, and equal ones that came first.
  @ParameterizedTest
  @EnumSource
  void sortingIsStableInEveryType(Way way) {
    for (DType type : ALL) {
      Sample x = Sample.of(way, type, new long[] {A, 5, B}, VALUES);
      for (boolean descending : new boolean[] {false, true}) {
        Number[] expected = new Number[A * 5 * B];
        for (int a = 0; a < A; a++) {
          for (int i = 0; i < 5; i++) {
            for (int b = 0; b < B; b++) {
              int place = 0;
              double own = x.real((a * 5 + i) * B + b);
              for (int j = 0; j < 5; j++) {
                double other = x.real((a * 5 + j) * B + b);
                boolean before = descending ? other > own : other < own;
                place += before || other == own && j < i ? 1 : 0;
              }
              expected[(a * 5 + place) * B + b] = (long) i;
            }
          }
        }
        yields(List.of(expected), new HostDefault.SortIndices(1, descending), x.operand());
      }
      Sample none = Sample.of(way, type, new long[] {2, 0});
      yields(List.of(), new HostDefault.SortIndices(1, false), none.operand());
    }
  }

  @Test
  void sortingPutsNaNAboveInfinityAndZerosTogether() {
    for (DType type : FLOATS) {
      Sample x = Sample.of(Way.DENSE, type, new long[] {7}, NAN, INF, 0.0, -0.0, -INF, NAN, -1.0);
      yields(
          List.of(4L, 6L, 2L, 3L, 1L, 0L, 5L), new HostDefault.SortIndices(0, false), x.operand());
      yields(
          List.of(0L, 5L, 1L, 2L, 3L, 6L, 4L), new HostDefault.SortIndices(0, true), x.operand());
    }
    Sample longs =
        Sample.of(
            Way.DENSE, DType.I64, new long[] {3}, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 60) + 1);
    yields(List.of(1L, 2L, 0L), new HostDefault.SortIndices(0, false), longs.operand());
  }

  /// The first block of key 0 is the known answer of the authors of Philox.
  @ParameterizedTest
  @EnumSource
  void randomBitsAreTheWordsOfTheirStream(Way way) {
    long[] known = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
    Sample state = Sample.of(way, DType.I64, new long[] {2}, 0L, 0L);
    var bits = new HostDefault.RandomBits(Shape.of(2, 2));
    yields(List.of(known[0], known[1], known[2], known[3]), bits, state.operand());
    Sample later = Sample.of(Way.STRIDED, DType.I64, new long[] {2}, 0L, 2L);
    var two = new HostDefault.RandomBits(Shape.of(2));
    yields(List.of(known[2], known[3]), two, later.operand());
    yields(List.of(), new HostDefault.RandomBits(Shape.of(0, 3)), state.operand());
  }
}
