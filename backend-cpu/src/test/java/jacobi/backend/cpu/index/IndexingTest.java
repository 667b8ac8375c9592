package jacobi.backend.cpu.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.backend.cpu.move.Trial;
import jacobi.backend.cpu.move.Trial.Way;
import jacobi.op.Gather;
import jacobi.op.ScatterAdd;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.spi.Reference;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// GATHER and SCATTER_ADD along every axis, with every layout of the index.
final class IndexingTest {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.of(1),
          Shape.of(7),
          Shape.of(0, 3),
          Shape.of(3, 5),
          Shape.of(4, 1, 3),
          Shape.of(2, 3, 5),
          Shape.of(30, 70, 40));

  /// Indices into an axis of a shape, `beyond` of a hundred of them out of range.
  private static Operand index(DType type, Shape x, int axis, Way way, int beyond) {
    long size = x.size(axis);
    Shape shape = x.with(axis, size == 0 && beyond == 0 ? 0 : size / 2 + 2);
    HostBuffer buffer = HostBuffer.of(type, shape.elements() * 2 + 7);
    var random = new SplittableRandom(axis);
    long[] outside = {
      -1, size, Integer.MAX_VALUE, Integer.MIN_VALUE, type == DType.I64 ? 1L << 32 : -2
    };
    for (int i = 0; i < buffer.elements(); i++) {
      boolean wrong = size == 0 || random.nextInt(100) < beyond;
      buffer.setLong(i, wrong ? outside[random.nextInt(outside.length)] : random.nextLong(size));
    }
    return new Operand(buffer, way.of(shape));
  }

  private static void each(Way way, int beyond, BiConsumer<Integer, Operand> test, Shape x) {
    for (int axis = 0; axis < x.rank(); axis++) {
      for (DType type : List.of(DType.I32, DType.I64)) {
        test.accept(axis, index(type, x, axis, way, beyond));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void gatherPicksWhatTheReferencePicks(Way way) {
    for (Shape shape : SHAPES) {
      for (DType type : Trial.TYPES) {
        for (Way from : Way.values()) {
          Operand x = Trial.whole(type, shape, from, 1);
          each(
              way,
              0,
              (axis, index) ->
                  assertNull(Trial.check(new Gather(axis), GatherKernel::run, x, index)),
              shape);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void scatterAddSumsWhatTheReferenceSums(Way way) {
    for (Shape shape : SHAPES) {
      for (DType type : Trial.NUMBERS) {
        for (Way from : Way.values()) {
          Operand x = Trial.whole(type, shape, from, 1);
          each(
              way,
              0,
              (axis, index) -> {
                Operand u = Trial.whole(type, index.shape(), from, 2);
                assertNull(Trial.check(new ScatterAdd(axis), ScatterAddKernel::run, x, index, u));
              },
              shape);
        }
      }
    }
  }

  /// In long calls a few of a hundred, in short ones up to all of them.
  @ParameterizedTest
  @EnumSource
  void anIndexOutOfRangeIsReportedAndItsElementLeftAlone(Way way) {
    for (Shape shape : SHAPES) {
      for (DType type : Trial.NUMBERS) {
        Operand x = Trial.whole(type, shape, Way.OFFSET, 1);
        if (shape.elements() > 1000) {
          each(way, 1, (axis, index) -> outOfRange(axis, x, index), shape);
        } else {
          each(way, 30, (axis, index) -> outOfRange(axis, x, index), shape);
          each(way, 100, (axis, index) -> assertTrue(outOfRange(axis, x, index)), shape);
        }
      }
    }
  }

  /// True if something was reported, or there is no index.
  private static boolean outOfRange(int axis, Operand x, Operand index) {
    Operand u = Trial.whole(x.dtype(), index.shape(), Way.DENSE, 2);
    boolean picked = Trial.check(new Gather(axis), GatherKernel::run, x, index) != null;
    boolean added = Trial.check(new ScatterAdd(axis), ScatterAddKernel::run, x, index, u) != null;
    assertEquals(picked, added);
    return picked || index.count() == 0;
  }

  /// As the gradient of an embedding does: the index stands still along the rows.
  @Test
  void sumsOfFractionsHaveTheSameBitsForAnyNumberOfThreads() {
    for (Shape shape : List.of(Shape.of(20, 500), Shape.of(3, 20, 90), Shape.of(40, 30, 50))) {
      for (Way way : List.of(Way.STRETCHED, Way.DENSE, Way.TRANSPOSED)) {
        for (int axis = 0; axis < shape.rank(); axis++) {
          sumsOfFractions(shape, axis, way);
        }
      }
    }
  }

  private static void sumsOfFractions(Shape shape, int axis, Way way) {
    Shape longer = shape.with(axis, 200);
    Operand index = index(DType.I64, longer, axis, way, 0);
    for (int i = 0; i < index.buffer().elements(); i++) {
      index.host().setLong(i, index.host().asLong(i) % shape.size(axis));
    }
    Operand x = Trial.fractions(DType.F32, shape, Way.DENSE, 1);
    Operand u = Trial.fractions(DType.F32, index.shape(), Way.OFFSET, 2);
    var op = new ScatterAdd(axis);
    Operand found = Trial.bits(op, ScatterAddKernel::run, x, index, u);
    var right = new Operand(HostBuffer.of(DType.F32, shape.elements()), shape.layout());
    Reference.execute(new OpCall(op, new Operand[] {x, index, u}, new Operand[] {right}, null));
    // No more than 102 terms below 1 meet in an element.
    double bound = 102 * 102 * Math.ulp(1f) / 2;
    for (int i = 0; i < right.count(); i++) {
      double error = found.host().asDouble(found.at() + i) - right.host().asDouble(i);
      assertTrue(Math.abs(error) <= bound, op + " element " + i + " is off by " + error);
    }
  }

  /// The scattered axis is by far the longest, and thousands of updates meet in every element.
  @Test
  void noTwoThreadsAddToOneElement() {
    Shape shape = Shape.of(8, 130);
    Shape many = Shape.of(16_000, 130);
    HostBuffer buffer = HostBuffer.of(DType.I32, many.elements());
    var random = new SplittableRandom(1);
    for (int i = 0; i < buffer.elements(); i++) {
      buffer.setLong(i, random.nextInt(8));
    }
    var index = new Operand(buffer, many.layout());
    Operand x = Trial.fractions(DType.F32, shape, Way.DENSE, 1);
    Operand u = Trial.fractions(DType.F32, many, Way.DENSE, 2);
    Trial.bits(new ScatterAdd(0), ScatterAddKernel::run, x, index, u);
  }

  @Test
  void updatesOfOneElementAreAddedInOrder() {
    var index = new Operand(HostBuffer.of(DType.I32, 3), Shape.of(3).layout());
    var x = new Operand(HostBuffer.over(new float[] {1}), Shape.of(1).layout());
    var u = new Operand(HostBuffer.over(new float[] {1e8f, -1e8f, 1}), Shape.of(3).layout());
    Operand y = Trial.bits(new ScatterAdd(0), ScatterAddKernel::run, x, index, u);
    assertEquals(1, y.floats()[y.at()]);
  }
}
