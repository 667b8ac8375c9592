package jacobi.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.random.Seed;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The embedded default is worth learning: what does not learn does badly on it.
class DigitsTest {
  @Test
  void theSameSeedDrawsTheSameImages() {
    ImageSet once = Digits.generate(Seed.of(3), 50, 10);
    ImageSet again = Digits.generate(Seed.of(3), 50, 10);
    assertArrayEquals(once.train().pixels(), again.train().pixels());
    assertArrayEquals(once.test().labels(), again.test().labels());
  }

  @Test
  void theNearestTrainingImageRecognizesAtMost97PercentOfTheTestImages() {
    ImageSet set = Digits.standard();
    Images test = set.test();
    int asked = 500;
    long right =
        IntStream.range(0, asked)
            .filter(i -> test.labels()[i * 4] == nearest(set.train(), test, i * 4))
            .count();
    assertTrue(right <= 0.97 * asked, right + " of " + asked);
  }

  private static int nearest(Images train, Images test, int image) {
    int area = train.area();
    long best = Long.MAX_VALUE;
    int label = -1;
    for (int i = 0; i < train.count(); i++) {
      long distance = 0;
      for (int j = 0; j < area && distance < best; j++) {
        int d = (train.pixels()[i * area + j] & 255) - (test.pixels()[image * area + j] & 255);
        distance += d * d;
      }
      if (distance < best) {
        best = distance;
        label = train.labels()[i];
      }
    }
    return label;
  }
}
