package jacobi.type;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Reshaping strided layouts against brute force.
class ReshapeTest {
  private static final int ROUNDS = 3000;
  private static final int[] COUNTS = {1, 2, 4, 6, 8, 12, 24};

  private final SplittableRandom random = new SplittableRandom(31);

  /// All shapes with a count of elements, with up to one axis of size 1 put in at random.
  private List<Shape> shapes(long elements) {
    List<Shape> all = new ArrayList<>();
    factor(elements, new ArrayList<>(), all);
    return all;
  }

  private void factor(long rest, List<Long> sizes, List<Shape> all) {
    if (rest == 1) {
      List<Long> padded = new ArrayList<>(sizes);
      if (random.nextBoolean()) {
        padded.add(random.nextInt(padded.size() + 1), 1L);
      }
      all.add(Shape.of(padded.stream().mapToLong(Long::longValue).toArray()));
    }
    for (long size = 2; size <= rest; size++) {
      if (rest % size == 0) {
        List<Long> longer = new ArrayList<>(sizes);
        longer.add(size);
        factor(rest / size, longer, all);
      }
    }
  }

  /// A view of a dense layout, so that some axes can be merged and others cannot.
  private Layout view(int elements) {
    List<Shape> shapes = shapes(elements);
    Shape shape = shapes.get(random.nextInt(shapes.size()));
    int rank = shape.rank();
    long[] strides = new long[rank];
    long step = 1;
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      order.add(random.nextInt(3) == 0 ? random.nextInt(i + 1) : 0, i);
    }
    for (int axis : order) {
      int kind = random.nextInt(8);
      strides[axis] = kind == 0 ? 0 : kind == 1 ? -step : step;
      step *= shape.size(axis) + (kind == 2 ? 1 : 0);
    }
    return Layout.of(shape, strides, 1000 + random.nextInt(5));
  }

  /// The strides under which `to` addresses these positions in order, or null: the stride of an
  /// axis can only be the distance of its second element from its first.
  private static long @Nullable [] search(long[] positions, Shape to) {
    long[] strides = new long[to.rank()];
    long inner = 1;
    for (int axis = to.rank() - 1; axis >= 0; axis--) {
      strides[axis] = to.size(axis) == 1 ? 0 : positions[(int) inner] - positions[0];
      inner *= to.size(axis);
    }
    Layout found = Layout.of(to, strides, positions[0]);
    return Arrays.equals(positions, Positions.of(found)) ? strides : null;
  }

  @Test
  void findsAViewExactlyWhereOneExists() {
    int views = 0;
    int copies = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int elements = COUNTS[random.nextInt(COUNTS.length)];
      Layout x = view(elements);
      long[] positions = Positions.of(x);
      for (Shape to : shapes(elements)) {
        Layout found = x.reshape(to);
        String what = "%s to %s: %s".formatted(x, to, found);
        if (search(positions, to) == null) {
          assertTrue(found == null, what);
          copies++;
        } else {
          assertFalse(found == null, what);
          assertEquals(to, found.shape(), what);
          assertArrayEquals(positions, Positions.of(found), what);
          views++;
        }
      }
    }
    assertTrue(views > ROUNDS && copies > ROUNDS, views + " views, " + copies + " copies");
  }

  @Test
  void emptyLayoutsReshapeToEveryEmptyShape() {
    Layout x = Layout.of(Shape.of(3, 0), new long[] {7, 5}, 2);
    Layout found = x.reshape(Shape.of(0, 4, 2));
    assertFalse(found == null);
    assertEquals(Shape.of(0, 4, 2), found.shape());
  }

  @Test
  void theOffsetOfADenseLayoutStays() {
    Layout x = Shape.of(4, 6).layout().slice(0, 2, 4, 1);
    assertEquals(Layout.of(Shape.of(3, 4), new long[] {4, 1}, 12), x.reshape(Shape.of(3, 4)));
  }

  @Test
  void refusesAnotherCountOfElements() {
    var error =
        assertThrows(ShapeException.class, () -> Shape.of(2, 3).layout().reshape(Shape.of(7)));
    assertEquals("reshape of [2, 3] (6 elements) to [7] (7)", error.getMessage());
  }
}
