package jacobi.type;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Every view against the definition, over random layouts of rank 0 to 4 with sizes 0 to 4 and
/// strides of either sign or zero.
class LayoutTest {
  private static final int ROUNDS = 2000;

  private final SplittableRandom random = new SplittableRandom(20);

  private Layout layout(int leastRank) {
    int rank = random.nextInt(leastRank, 5);
    long[] sizes = new long[rank];
    long[] strides = new long[rank];
    for (int i = 0; i < rank; i++) {
      sizes[i] = random.nextInt(8) == 0 ? 0 : random.nextInt(1, 5);
      strides[i] = random.nextInt(-7, 8);
    }
    return Layout.of(Shape.of(sizes), strides, random.nextInt(100));
  }

  /// The element of `view` at each index must be the element of `x` at the index `source` gives.
  private static void check(Layout x, Layout view, UnaryOperator<long[]> source) {
    for (int i = 0; i < view.shape().elements(); i++) {
      long[] index = Positions.index(view.shape(), i);
      assertEquals(
          Positions.at(x, source.apply(index.clone())),
          Positions.at(view, index),
          () -> "%s of %s at %s".formatted(view, x, Arrays.toString(index)));
    }
  }

  @Test
  void aDenseLayoutCountsUp() {
    long[] expected = new long[24];
    Arrays.setAll(expected, i -> i);
    assertArrayEquals(expected, Positions.of(Shape.of(2, 3, 4).layout()));
    assertTrue(Shape.of(2, 3, 4).layout().isContiguous());
  }

  @Test
  void permuteMovesTheAxes() {
    for (int round = 0; round < ROUNDS; round++) {
      Layout x = layout(0);
      int rank = x.shape().rank();
      int[] order = new int[rank];
      for (int i = 0; i < rank; i++) {
        int j = random.nextInt(i + 1);
        order[i] = order[j];
        order[j] = i;
      }
      Layout view = x.permute(order);
      for (int i = 0; i < rank; i++) {
        assertEquals(x.shape().size(order[i]), view.shape().size(i));
      }
      check(
          x,
          view,
          index -> {
            long[] from = new long[rank];
            for (int i = 0; i < rank; i++) {
              from[order[i]] = index[i];
            }
            return from;
          });
    }
  }

  @Test
  void expandRepeatsAlongNewAndUnitAxes() {
    for (int round = 0; round < ROUNDS; round++) {
      Layout x = layout(0);
      int lead = random.nextInt(3);
      long[] wide = new long[lead + x.shape().rank()];
      for (int i = 0; i < wide.length; i++) {
        long size = i < lead ? 1 : x.shape().size(i - lead);
        wide[i] = size == 1 ? random.nextInt(0, 4) : size;
      }
      Layout view = x.expand(Shape.of(wide));
      assertEquals(Shape.of(wide), view.shape());
      check(
          x,
          view,
          index -> {
            long[] from = Arrays.copyOfRange(index, lead, index.length);
            for (int i = 0; i < from.length; i++) {
              from[i] = x.shape().size(i) == 1 ? 0 : from[i];
            }
            return from;
          });
    }
  }

  @Test
  void sliceTakesEveryStepFromStartToBeforeEnd() {
    for (int round = 0; round < ROUNDS; round++) {
      Layout x = layout(1);
      int axis = random.nextInt(x.shape().rank());
      int size = (int) x.shape().size(axis);
      int start = random.nextInt(size + 1);
      int end = random.nextInt(start, size + 1);
      int step = random.nextInt(1, 4);
      Layout view = x.slice(axis, start, end, step);
      int count = 0;
      for (int i = start; i < end; i += step) {
        count++;
      }
      assertEquals(x.shape().with(axis, count), view.shape());
      check(
          x,
          view,
          index -> {
            index[axis] = start + index[axis] * step;
            return index;
          });
    }
  }

  @Test
  void flipRunsBackwards() {
    for (int round = 0; round < ROUNDS; round++) {
      Layout x = layout(0);
      var axes = new Axes(random.nextInt(1 << x.shape().rank()));
      Layout view = x.flip(axes);
      assertEquals(x.shape(), view.shape());
      assertEquals(x, view.flip(axes));
      check(
          x,
          view,
          index -> {
            for (int i = 0; i < index.length; i++) {
              index[i] = axes.contains(i) ? x.shape().size(i) - 1 - index[i] : index[i];
            }
            return index;
          });
    }
  }

  @Test
  void unfoldAppendsTheWindow() {
    for (int round = 0; round < ROUNDS; round++) {
      Layout x = layout(1);
      int axis = random.nextInt(x.shape().rank());
      long window = random.nextInt(1, 4);
      long step = random.nextInt(1, 4);
      long dilation = random.nextInt(1, 3);
      long positions = 0;
      while (positions * step + (window - 1) * dilation < x.shape().size(axis)) {
        positions++;
      }
      if (positions == 0) {
        assertThrows(ShapeException.class, () -> x.unfold(axis, window, step, dilation));
        continue;
      }
      Layout view = x.unfold(axis, window, step, dilation);
      assertEquals(x.shape().with(axis, positions).append(window), view.shape());
      check(
          x,
          view,
          index -> {
            long[] from = Arrays.copyOf(index, index.length - 1);
            from[axis] = index[axis] * step + index[index.length - 1] * dilation;
            return from;
          });
    }
  }

  @Test
  void contiguousMeansOneAfterTheOther() {
    for (int round = 0; round < ROUNDS; round++) {
      Layout x = random.nextBoolean() ? layout(0) : layout(0).shape().layout();
      long[] at = Positions.of(x);
      boolean dense = true;
      for (int i = 0; i < at.length; i++) {
        dense &= at[i] == x.offset() + i;
      }
      assertEquals(dense, x.isContiguous(), x::toString);
    }
  }

  @Test
  void fitsIfEveryElementLiesInTheBuffer() {
    for (int round = 0; round < ROUNDS; round++) {
      Layout x = layout(0);
      long room = random.nextInt(130);
      boolean inside = Arrays.stream(Positions.of(x)).allMatch(at -> at >= 0 && at < room);
      assertEquals(inside, x.fits(room), () -> "%s in %d".formatted(x, room));
    }
  }

  @Test
  void hugeStepsAndDilationsDoNotOverflow() {
    Layout x = Shape.of(5).layout();
    assertEquals(Shape.of(1), x.slice(0, 2, 5, Long.MAX_VALUE).shape());
    assertEquals(1, Layout.positions(5, 1, 9, Long.MAX_VALUE));
    assertThrows(ShapeException.class, () -> Layout.positions(5, 2, 1, Long.MAX_VALUE));
    assertThrows(ShapeException.class, () -> Layout.positions(5, Long.MAX_VALUE, 1, 3));
  }

  @Test
  void refusesWhatDoesNotExist() {
    Layout x = Shape.of(2, 3).layout();
    assertThrows(ShapeException.class, () -> x.permute(0, 0));
    assertThrows(ShapeException.class, () -> x.permute(0));
    assertThrows(ShapeException.class, x::permute);
    assertThrows(ShapeException.class, () -> x.expand(Shape.of(2, 4)));
    assertThrows(ShapeException.class, () -> x.expand(Shape.of(3)));
    assertThrows(ShapeException.class, () -> x.slice(1, 0, 4, 1));
    assertThrows(ShapeException.class, () -> x.slice(1, 2, 1, 1));
    assertThrows(ShapeException.class, () -> x.slice(1, -1, 1, 1));
    assertThrows(ShapeException.class, () -> x.slice(1, 0, 1, 0));
    assertThrows(ShapeException.class, () -> x.slice(2, 0, 1, 1));
    assertThrows(ShapeException.class, () -> Layout.of(Shape.of(2), new long[2], 0));
  }

  @Test
  void equalsByShapeStridesAndOffset() {
    Layout x = Shape.of(2, 3).layout();
    assertEquals(Layout.of(Shape.of(2, 3), new long[] {3, 1}, 0), x);
    assertEquals(x.hashCode(), Layout.of(Shape.of(2, 3), new long[] {3, 1}, 0).hashCode());
    assertNotEquals(x, Layout.of(Shape.of(2, 3), new long[] {3, 1}, 1));
    assertNotEquals(x, Layout.of(Shape.of(2, 3), new long[] {1, 2}, 0));
    assertFalse(x.permute(1, 0).isContiguous());
  }
}
