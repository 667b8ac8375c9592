package jacobi.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void countsElements() {
    assertEquals(1, Shape.SCALAR.elements());
    assertEquals(24, Shape.of(2, 3, 4).elements());
    assertEquals(0, Shape.of(2, 0, 4).elements());
    assertEquals(0, Shape.SCALAR.rank());
    assertSame(Shape.SCALAR, Shape.of());
  }

  @Test
  void keepsNoReferenceToTheGivenArray() {
    long[] sizes = {2, 3};
    Shape shape = Shape.of(sizes);
    sizes[0] = 9;
    shape.sizes()[1] = 9;
    assertEquals(Shape.of(2, 3), shape);
  }

  @Test
  void countsAxesFromEitherEnd() {
    Shape shape = Shape.of(2, 3, 4);
    assertEquals(4, shape.size(-1));
    assertEquals(2, shape.size(-3));
    assertEquals(1, shape.axis(-2));
    var error = assertThrows(ShapeException.class, () -> shape.size(3));
    assertEquals("shape [2, 3, 4] has no axis 3", error.getMessage());
    assertThrows(ShapeException.class, () -> shape.size(-4));
    assertThrows(ShapeException.class, () -> Shape.SCALAR.axis(0));
  }

  @Test
  void refusesWhatIsNoShape() {
    assertThrows(ShapeException.class, () -> Shape.of(2, -1));
    assertThrows(ShapeException.class, () -> Shape.of(1L << 40, 1L << 40));
    assertThrows(ShapeException.class, () -> Shape.of(new long[Shape.MAX_RANK + 1]));
    assertEquals(Shape.MAX_RANK, Shape.of(new long[Shape.MAX_RANK]).rank());
  }

  @Test
  void changesOneAxis() {
    Shape shape = Shape.of(2, 3, 4);
    assertEquals(Shape.of(2, 3, 7), shape.with(-1, 7));
    assertEquals(Shape.of(2, 4), shape.without(1));
    assertEquals(Shape.of(3), shape.without(Axes.of(shape, 0, 2)));
    assertEquals(Shape.of(1, 3, 1), shape.keep(Axes.of(shape, 0, 2)));
    assertEquals(Shape.of(2, 3, 4, 5, 6), shape.append(5, 6));
    assertEquals(Shape.of(2), shape.batch());
    assertThrows(ShapeException.class, () -> Shape.of(2).batch());
  }

  @Test
  void broadcastsFromTheLastAxis() {
    assertEquals(Shape.of(5, 2, 3), Shape.broadcast(Shape.of(2, 1), Shape.of(5, 1, 3)));
    assertEquals(Shape.of(2, 3), Shape.broadcast(Shape.SCALAR, Shape.of(2, 3)));
    assertEquals(Shape.of(0), Shape.broadcast(Shape.of(1), Shape.of(0)));
    var error =
        assertThrows(
            ShapeException.class, () -> Shape.broadcast(Shape.of(4, 2, 3), Shape.of(5, 3)));
    assertEquals("[4, 2, 3] and [5, 3] do not broadcast: axis -2 has 2 and 5", error.getMessage());
  }

  @Test
  void namesTheStretchedAxes() {
    assertEquals(new Axes(0b1011), Shape.of(3, 1).stretchedTo(Shape.of(5, 2, 3, 4)));
    assertEquals(Axes.NONE, Shape.of(3, 1).stretchedTo(Shape.of(3, 1)));
    assertThrows(ShapeException.class, () -> Shape.of(3).stretchedTo(Shape.of(1)));
  }

  @Test
  void equalsBySizes() {
    assertEquals(Shape.of(2, 3).hashCode(), Shape.of(2, 3).hashCode());
    assertNotEquals(Shape.of(2, 3), Shape.of(3, 2));
    assertNotEquals(Shape.of(1), Shape.SCALAR);
    assertEquals("[2, 3]", Shape.of(2, 3).toString());
  }
}
