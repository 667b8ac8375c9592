package jacobi.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import java.util.List;
import jacobi.op.Gather;
import jacobi.op.HostDefault;
import jacobi.op.ScatterAdd;
import jacobi.random.Philox;
import jacobi.type.DType;
import jacobi.type.IndexException;
import jacobi.type.Layout;
import jacobi.type.Shape;
import org.junit.jupiter.api.Test;

class ReferenceIndexingTest {
  private static final List<DType> INDICES = List.of(DType.I64, DType.I32);

  @Test
  void gatherTakesAlongItsAxis() {
    for (DType type : Calls.NUMBERS) {
      for (DType of : INDICES) {
        for (int way = 0; way < Calls.WAYS; way++) {
          String what = "%s by %s, way %d".formatted(type, of, way);
          Operand x = Calls.operand(type, Shape.of(2, 3), way, 1, 2, 3, 4, 5, 6);
          Operand columns = Calls.operand(of, Shape.of(2, 4), 2 - way, 2, 0, 0, 1, 1, 1, 2, 0);
          Calls.assertHolds(
              Calls.run(new Gather(1), x, columns), what, 3, 1, 1, 2, 5, 5, 6, 4);
          Operand rows = Calls.operand(of, Shape.of(1, 3), way, 1, 0, 1);
          Calls.assertHolds(Calls.run(new Gather(0), x, rows), what, 4, 2, 6);
        }
      }
    }
  }

  @Test
  void gatherMovesTruthValuesAndLongsExactly() {
    Operand index = Calls.dense(DType.I64, Shape.of(3), 1, 1, 0);
    Operand truths = Calls.dense(DType.BOOL, Shape.of(2), 0, 1);
    Calls.assertHolds(Calls.run(new Gather(0), truths, index), "BOOL", 1, 1, 0);
    Operand longs = Calls.longs(Shape.of(2), Long.MIN_VALUE + 1, Long.MAX_VALUE);
    assertArrayEquals(
        new long[] {Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE + 1},
        Calls.run(new Gather(0), longs, index).longs());
  }

  @Test
  void gatherOfNothingIsNothing() {
    Operand x = Calls.dense(DType.F32, Shape.of(0));
    Operand none = Calls.dense(DType.I64, Shape.of(0));
    Calls.assertHolds(Calls.run(new Gather(0), x, none), "empty");
  }

  @Test
  void gatherReportsAnIndexOutsideItsAxis() {
    Operand x = Calls.dense(DType.F32, Shape.of(3), 1, 2, 3);
    for (long wrong : new long[] {3, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32}) {
      OpCall call = Calls.call(new Gather(0), x, Calls.longs(Shape.of(3), 2, wrong, 0));
      var fault = assertInstanceOf(IndexException.class, call.fault());
      assertEquals("GATHER: index %d into an axis of size 3".formatted(wrong), fault.getMessage());
      assertEquals(3, call.out().host().asDouble(0));
      assertEquals(1, call.out().host().asDouble(2));
    }
  }

  @Test
  void scatterAddsEveryContribution() {
    for (DType type : Calls.NUMBERS) {
      for (DType of : INDICES) {
        for (int way = 0; way < Calls.WAYS; way++) {
          String what = "%s by %s, way %d".formatted(type, of, way);
          Operand x = Calls.operand(type, Shape.of(2, 3), way, 10, 20, 30, 40, 50, 60);
          Operand index = Calls.operand(of, Shape.of(2, 4), 2 - way, 2, 0, 2, 2, 1, 1, 0, 0);
          Operand u = Calls.operand(type, Shape.of(2, 4), 1, 1, 2, 3, 4, 5, 6, 7, 8);
          Calls.assertHolds(
              Calls.run(new ScatterAdd(1), x, index, u), what, 12, 20, 38, 55, 61, 60);
          Operand rows = Calls.operand(of, Shape.of(2, 3), way, 1, 0, 1, 1, 1, 0);
          Operand v = Calls.operand(type, Shape.of(2, 3), 2 - way, 1, 2, 3, 4, 5, 6);
          Calls.assertHolds(
              Calls.run(new ScatterAdd(0), x, rows, v), what, 10, 22, 36, 45, 55, 63);
        }
      }
    }
  }

  @Test
  void scatteredSumsAreRoundedOnceAndIntegersWrap() {
    Operand index = Calls.dense(DType.I32, Shape.of(2), 0, 0);
    Operand half = Calls.dense(DType.F16, Shape.of(1), 2048);
    Operand parts = Calls.dense(DType.F16, Shape.of(2), 1, 0x1p-24);
    Calls.assertHolds(Calls.run(new ScatterAdd(0), half, index, parts), "F16", 2050);
    Operand bytes = Calls.dense(DType.I8, Shape.of(1), 100);
    Operand more = Calls.dense(DType.I8, Shape.of(2), 27, 1);
    Calls.assertHolds(Calls.run(new ScatterAdd(0), bytes, index, more), "I8", -128);
  }

  @Test
  void scatterAddReadsAStretchedBase() {
    Operand zero = Calls.dense(DType.F32, Shape.SCALAR, 5);
    var x = new Operand(zero.buffer(), zero.layout().expand(Shape.of(3)));
    Operand index = Calls.dense(DType.I64, Shape.of(2), 2, 2);
    Operand u = Calls.dense(DType.F32, Shape.of(2), 1, 1);
    Calls.assertHolds(Calls.run(new ScatterAdd(0), x, index, u), "stretched", 5, 5, 7);
    Calls.assertHolds(zero.host(), "the base itself", 5, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void scatterAddReportsTheFirstIndexOutsideItsAxis() {
    Operand x = Calls.dense(DType.F32, Shape.of(3), 1, 2, 3);
    Operand u = Calls.dense(DType.F32, Shape.of(3), 10, 20, 30);
    OpCall call = Calls.call(new ScatterAdd(0), x, Calls.longs(Shape.of(3), 0, -1, 7), u);
    assertEquals(
        "SCATTER_ADD: index -1 into an axis of size 3",
        assertInstanceOf(IndexException.class, call.fault()).getMessage());
    Calls.assertHolds(call.out().host(), "what lies inside", 11, 2, 3);
  }

  @Test
  void randomBitsAreTheWordsOfTheKey() {
    long key = 0x0123_4567_89ab_cdefL;
    for (long start : new long[] {0, 3, (1L << 34) - 2}) {
      int[] expected = new int[15];
      Philox.words(key, start, expected, 0, expected.length);
      Operand state = Calls.longs(Shape.of(2), key, start);
      var bits = new HostDefault.RandomBits(Shape.of(3, 5));
      assertArrayEquals(expected, Calls.run(bits, state).ints());
      HostBuffer apart = HostBuffer.of(DType.I64, 4);
      apart.longs()[3] = key;
      apart.longs()[1] = start;
      var backwards = new Operand(apart, Layout.of(Shape.of(2), new long[] {-2}, 3));
      assertArrayEquals(expected, Calls.run(bits, backwards).ints());
      var row = new HostDefault.RandomBits(Shape.of(5));
      assertArrayEquals(Arrays.copyOf(expected, 5), Calls.run(row, state).ints());
    }
  }
}
