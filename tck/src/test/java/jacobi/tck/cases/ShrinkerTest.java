package jacobi.tck.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  private static int at(List<Integer> list, int i) {
    return i < list.size() ? list.get(i) : 0;
  }

  @Test
  void theSmallestDecisionsThatFailAreFound() {
    List<Integer> found =
        Shrinker.shrink(
            List.of(9, 8, 300, 5, 77, 6), 1000, list -> at(list, 0) >= 3 && at(list, 2) >= 100);
    assertEquals(List.of(3, 0, 100), found);
  }

  @Test
  void whatFailsAlwaysShrinksToNothing() {
    assertEquals(List.of(), Shrinker.shrink(List.of(4, 5, 6), 100, list -> true));
  }

  @Test
  void noMoreIsTriedThanIsAllowed() {
    var tries = new AtomicInteger();
    Shrinker.shrink(
        List.of(1000, 1000, 1000),
        7,
        list -> {
          tries.incrementAndGet();
          return at(list, 0) > 1;
        });
    assertEquals(7, tries.get());
  }
}
