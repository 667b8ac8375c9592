package jacobi.models.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TicksTest {
  private static final String PROCESS = "7 (a (b) c) S 1 7 7 0 -1 4194560 9 0 0 0 %d %d 0 0 20 0";

  private static Ticks at(String cpu, int user, int kernel) {
    return Ticks.of(cpu + "\ncpu0 1 1 1 1 1 1 1 1 0 0\n", PROCESS.formatted(user, kernel));
  }

  @Test
  void stolenTimeAndTimeOfOthersArePartsOfAllTime() {
    Ticks before = at("cpu  100 0 50 500 10 0 0 5 0 0", 40, 10);
    Ticks after = at("cpu  170 0 60 600 10 0 0 25 0 0", 90, 20);
    assertEquals(200, after.total() - before.total());
    assertEquals(10, after.stolenPercent(before));
    assertEquals(10, after.otherPercent(before));
  }

  @Test
  void theCountersOfOthersNeverFallBelowZero() {
    Ticks before = at("cpu  100 0 0 100 0 0 0 0", 0, 0);
    Ticks after = at("cpu  110 0 0 200 0 0 0 0", 20, 0);
    assertEquals(0, after.otherPercent(before));
    assertEquals(0, before.stolenPercent(before));
  }

  @Test
  void thePeakIsReadInMegabytes() {
    assertEquals(180, Memory.peakMegabytes("Name:\tjava\nVmHWM:\t  184320 kB\n").orElseThrow());
    assertTrue(Memory.peakMegabytes("Name:\tjava\n").isEmpty());
  }
}
