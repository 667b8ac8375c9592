package jacobi.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AxesTest {
  private static final Shape SHAPE = Shape.of(2, 3, 4);

  @Test
  void namesAxesFromEitherEnd() {
    assertEquals(new Axes(0b101), Axes.of(SHAPE, 0, -1));
    assertTrue(Axes.of(SHAPE, -1).contains(2));
    assertFalse(Axes.of(SHAPE, -1).contains(0));
  }

  @Test
  void noneGivenMeansAll() {
    assertEquals(new Axes(0b111), Axes.of(SHAPE));
    assertEquals(Axes.NONE, Axes.of(Shape.SCALAR));
    assertEquals(31, Axes.of(Shape.of(new long[Shape.MAX_RANK])).count());
  }

  @Test
  void refusesAnAxisNamedTwiceOrMissing() {
    var error = assertThrows(ShapeException.class, () -> Axes.of(SHAPE, 1, -2));
    assertEquals("axis -2 of [2, 3, 4] is named twice", error.getMessage());
    assertThrows(ShapeException.class, () -> Axes.of(SHAPE, 3));
  }

  @Test
  void countsTheElementsAlongTheSet() {
    assertEquals(8, Axes.of(SHAPE, 0, 2).elements(SHAPE));
    assertEquals(1, Axes.NONE.elements(SHAPE));
    assertTrue(Axes.NONE.isEmpty());
    assertEquals("[0, 2]", Axes.of(SHAPE, 0, 2).toString());
  }
}
