package jacobi.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.random.Seed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Splits hold every example, and each class in its share.
class FoldsTest {
  private static int[] labels() {
    int[] labels = new int[103];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 10 < 7 ? 0 : i % 10 < 9 ? 1 : 2;
    }
    return labels;
  }

  @Test
  void everyExampleIsJudgedOnceAndClassesAreShared() {
    int[] labels = labels();
    int[] judged = new int[labels.length];
    for (Folds.Split split : Folds.of(labels, 5, Seed.of(1))) {
      assertEquals(labels.length, split.train().length + split.test().length);
      boolean[] apart = new boolean[labels.length];
      for (int i : split.test()) {
        judged[i]++;
        apart[i] = true;
      }
      for (int i : split.train()) {
        assertFalse(apart[i], "in both parts");
      }
      for (int label = 0; label < 3; label++) {
        int wanted = label;
        double all = Arrays.stream(labels).filter(l -> l == wanted).count() / 5.0;
        long here = Arrays.stream(split.test()).filter(i -> labels[i] == wanted).count();
        assertTrue(Math.abs(here - all) <= 1, here + " of " + all);
      }
    }
    assertTrue(Arrays.stream(judged).allMatch(times -> times == 1));
  }

  @Test
  void oneSplitHasTheWantedSizeAndClassesInTheirShare() {
    int[] labels = labels();
    Folds.Split split = Folds.split(labels, 0.2, Seed.of(1));
    assertEquals(21, split.test().length);
    for (int label = 0; label < 3; label++) {
      int wanted = label;
      double all = Arrays.stream(labels).filter(l -> l == wanted).count() * 0.2;
      long here = Arrays.stream(split.test()).filter(i -> labels[i] == wanted).count();
      assertTrue(Math.abs(here - all) <= 1.01, here + " of " + all);
    }
  }

  @Test
  void theSeedNamesTheSplit() {
    List<int[]> tests =
        List.of(1, 1, 2).stream()
            .map(seed -> Folds.of(labels(), 4, Seed.of(seed)).getFirst().test())
            .toList();
    assertArrayEquals(tests.get(0), tests.get(1));
    assertFalse(Arrays.equals(tests.get(0), tests.get(2)));
  }

  @Test
  void impossibleSplitsAreRefused() {
    assertThrows(DataException.class, () -> Folds.of(new int[3], 4, Seed.of(1)));
    assertThrows(DataException.class, () -> Folds.of(new int[3], 1, Seed.of(1)));
    assertThrows(DataException.class, () -> Folds.split(new int[3], 0, Seed.of(1)));
    assertThrows(DataException.class, () -> Folds.split(new int[3], 1, Seed.of(1)));
    assertThrows(DataException.class, () -> Folds.split(new int[3], Double.NaN, Seed.of(1)));
  }
}
