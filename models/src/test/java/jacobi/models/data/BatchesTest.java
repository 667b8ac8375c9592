package jacobi.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jacobi.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static int[] joined(List<int[]> batches) {
    return batches.stream().flatMapToInt(Arrays::stream).toArray();
  }

  @Test
  void anEpochShowsEveryExampleOnce() {
    var batches = Batches.of(103, 10, Seed.of(1));
    int[] shown = joined(batches.epoch(4));
    assertEquals(11, batches.epoch(4).size());
    assertEquals(3, batches.epoch(4).getLast().length);
    Arrays.sort(shown);
    assertArrayEquals(IntStream.range(0, 103).toArray(), shown);
  }

  @Test
  void theOrderDependsOnSeedAndEpochAlone() {
    int[] first = joined(Batches.of(50, 7, Seed.of(1)).epoch(2));
    assertArrayEquals(first, joined(Batches.of(50, 7, Seed.of(1)).epoch(2)));
    assertFalse(Arrays.equals(first, joined(Batches.of(50, 7, Seed.of(1)).epoch(3))));
    assertFalse(Arrays.equals(first, joined(Batches.of(50, 7, Seed.of(2)).epoch(2))));
  }

  @Test
  void fullBatchesLeaveOutTheRest() {
    var full = Batches.of(103, 10, Seed.of(1)).full();
    assertEquals(10, full.perEpoch());
    assertEquals(100, joined(full.epoch(0)).length);
  }

  @Test
  void everyOrderOfThreeIsAboutAsFrequent() {
    var batches = Batches.of(3, 3, Seed.of(5));
    int[] counts = new int[9];
    int rounds = 6000;
    for (int epoch = 0; epoch < rounds; epoch++) {
      int[] order = batches.epoch(epoch).getFirst();
      counts[order[0] * 3 + order[1]]++;
    }
    for (int i = 0; i < 9; i++) {
      int expected = i % 4 == 0 ? 0 : rounds / 6;
      assertEquals(expected, counts[i], expected == 0 ? 0 : 150, "order " + i);
    }
  }

  @Test
  void impossibleSizesAreRefused() {
    assertThrows(DataException.class, () -> Batches.of(5, 0, Seed.of(1)));
    assertThrows(DataException.class, () -> Batches.of(-1, 5, Seed.of(1)));
    assertThrows(DataException.class, () -> Batches.of(4, 5, Seed.of(1)).full());
  }
}
