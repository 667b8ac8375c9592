package jacobi.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.type.Layout;
import jacobi.type.Shape;
import org.junit.jupiter.api.Test;

class CursorTest {
  private static void visits(Cursor cursor, int... positions) {
    for (int position : positions) {
      assertTrue(cursor.hasNext());
      assertEquals(position, cursor.next());
    }
    assertFalse(cursor.hasNext());
  }

  @Test
  void goesInRowMajorOrder() {
    visits(new Cursor(Layout.of(Shape.of(2, 3), new long[] {-10, 2}, 30)), 30, 32, 34, 20, 22, 24);
  }

  @Test
  void repeatsAlongAStrideOfZeroAndVisitsAScalarOnce() {
    visits(new Cursor(Layout.of(Shape.of(2, 2), new long[] {0, 1}, 5)), 5, 6, 5, 6);
    visits(new Cursor(Layout.of(Shape.SCALAR, new long[0], 7)), 7);
  }

  @Test
  void visitsNothingOfAnEmptyLayout() {
    visits(new Cursor(Shape.of(3, 0, 2).layout()));
  }

  @Test
  void rewindsToTheStart() {
    var cursor = new Cursor(Layout.of(Shape.of(2, 1, 2), new long[] {5, 9, 1}, 2));
    visits(cursor, 2, 3, 7, 8);
    cursor.rewind();
    visits(cursor, 2, 3, 7, 8);
  }
}
