package jacobi.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import jacobi.op.HostDefault;
import jacobi.type.DType;
import jacobi.type.Shape;
import org.junit.jupiter.api.Test;

class ReferenceSortingTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static long[] sorted(Operand x, int axis, boolean descending) {
    return Calls.run(new HostDefault.SortIndices(axis, descending), x).longs();
  }

  @Test
  void equalElementsKeepTheirOrderBothWays() {
    for (DType type : Calls.NUMBERS) {
      for (int way = 0; way < Calls.WAYS; way++) {
        Operand x = Calls.operand(type, Shape.of(6), way, 2, 1, 2, 0, 1, 2);
        assertArrayEquals(new long[] {3, 1, 4, 0, 2, 5}, sorted(x, 0, false), type.toString());
        assertArrayEquals(new long[] {0, 2, 5, 1, 4, 3}, sorted(x, 0, true), type.toString());
      }
    }
    Operand truths = Calls.dense(DType.BOOL, Shape.of(4), 1, 0, 1, 0);
    assertArrayEquals(new long[] {1, 3, 0, 2}, sorted(truths, 0, false));
  }

  @Test
  void notANumberIsTheGreatestAndZerosAreEqual() {
    for (DType type : Calls.FLOATS) {
      Operand x = Calls.dense(type, Shape.of(7), NAN, 0, INF, -0.0, -INF, NAN, -1);
      assertArrayEquals(new long[] {4, 6, 1, 3, 2, 0, 5}, sorted(x, 0, false), type.toString());
      assertArrayEquals(new long[] {0, 5, 2, 1, 3, 6, 4}, sorted(x, 0, true), type.toString());
    }
  }

  @Test
  void theBitsOfANaNDoNotMatter() {
    HostBuffer buffer = HostBuffer.of(DType.F32, 3);
    buffer.floats()[0] = Float.intBitsToFloat(0xFFC0_0001);
    buffer.floats()[1] = Float.NaN;
    buffer.floats()[2] = 1;
    var x = new Operand(buffer, Shape.of(3).layout());
    assertArrayEquals(new long[] {2, 0, 1}, sorted(x, 0, false));
  }

  @Test
  void theWidestIntegersSort() {
    Operand x = Calls.longs(Shape.of(4), Long.MAX_VALUE, Long.MIN_VALUE, 0, Long.MAX_VALUE - 1);
    assertArrayEquals(new long[] {1, 2, 3, 0}, sorted(x, 0, false));
    assertArrayEquals(new long[] {0, 3, 2, 1}, sorted(x, 0, true));
    Operand unsigned = Calls.dense(DType.U8, Shape.of(3), 200, 5, 127);
    assertArrayEquals(new long[] {1, 2, 0}, sorted(unsigned, 0, false));
  }

  @Test
  void everyLineOfAnAxisIsSortedByItself() {
    for (int way = 0; way < Calls.WAYS; way++) {
      Operand x = Calls.operand(DType.I32, Shape.of(3, 2), way, 3, 1, 2, 2, 1, 3);
      assertArrayEquals(new long[] {2, 0, 1, 1, 0, 2}, sorted(x, 0, false), "way " + way);
      assertArrayEquals(new long[] {1, 0, 0, 1, 0, 1}, sorted(x, 1, false), "way " + way);
    }
  }

  @Test
  void emptyAxesSortToNothing() {
    assertEquals(0, sorted(Calls.dense(DType.F32, Shape.of(2, 0)), 1, false).length);
    assertEquals(0, sorted(Calls.dense(DType.F32, Shape.of(2, 0)), 0, false).length);
  }

  @Test
  void agreesWithTheStableSortOfTheLibrary() {
    var random = new SplittableRandom(11);
    for (int size = 1; size < 70; size++) {
      double[] values = random.ints(size, -5, 6).asDoubleStream().toArray();
      Operand x = Calls.dense(DType.F32, Shape.of(size), values);
      var ascending = Comparator.<Integer>comparingDouble(i -> values[i]);
      long[] up = order(size, ascending);
      long[] down = order(size, ascending.reversed());
      assertArrayEquals(up, sorted(x, 0, false), "size " + size);
      assertArrayEquals(down, sorted(x, 0, true), "size " + size);
    }
  }

  private static long[] order(int size, Comparator<Integer> by) {
    return IntStream.range(0, size).boxed().sorted(by).mapToLong(i -> i).toArray();
  }
}
