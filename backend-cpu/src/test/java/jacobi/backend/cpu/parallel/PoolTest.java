package jacobi.backend.cpu.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

final class PoolTest {
  @Test
  void theShortestThatIsLongEnoughIsTaken() {
    Pool<int[]> pool = new Pool<>(3, array -> array.length);
    int[] fitting = new int[5];
    pool.give(new int[9]);
    pool.give(fitting);
    pool.give(new int[2]);
    assertSame(fitting, pool.take(3));
    assertEquals(9, length(pool.take(3)));
    assertEquals(2, length(pool.take(1)));
    assertNull(pool.take(0));
  }

  @Test
  void whatIsTooShortMakesRoom() {
    Pool<int[]> pool = new Pool<>(2, array -> array.length);
    pool.give(new int[1]);
    pool.give(new int[2]);
    assertNull(pool.take(3));
    pool.give(new int[3]);
    assertEquals(3, length(pool.take(3)));
    assertEquals(2, length(pool.take(1)));
  }

  /// Whatever is asked for together, and in whatever order it comes back: in the end nothing is
  /// missing.
  @Test
  void whoAsksForTheSameAgainFindsAll() {
    Pool<int[]> pool = new Pool<>(4, array -> array.length);
    int[] sizes = {1, 8, 3, 8};
    int missing = 0;
    for (int round = 0; round < 10; round++) {
      missing = 0;
      int[][] lent = new int[sizes.length][];
      for (int i = 0; i < sizes.length; i++) {
        int[] kept = pool.take(sizes[(i + round) % sizes.length]);
        missing += kept == null ? 1 : 0;
        lent[i] = kept == null ? new int[sizes[(i + round) % sizes.length]] : kept;
      }
      for (int[] each : lent) {
        pool.give(each);
      }
    }
    assertEquals(0, missing);
  }

  private static int length(int[] array) {
    assertNotNull(array);
    return array.length;
  }
}
