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

  @Test
  void softmaxRegressionRecognizesAtMost90PercentOfTheTestImages() {
    ImageSet set = Digits.standard();
    float[][] weights = new float[10][set.train().area() + 1];
    int rounds = 8;
    for (int round = 0; round < rounds; round++) {
      float rate = 0.02f * (1 - (float) round / rounds);
      for (int[] image : Batches.of(set.train().count(), 1, Seed.of(7)).epoch(round)) {
        float[] x = set.train().brightness(image);
        double[] p = probabilities(weights, x);
        p[set.train().labels()[image[0]]] -= 1;
        for (int c = 0; c < 10; c++) {
          float step = rate * (float) p[c];
          for (int k = 0; k < x.length; k++) {
            weights[c][k] -= step * x[k];
          }
          weights[c][x.length] -= step;
        }
      }
    }
    int right = 0;
    for (int i = 0; i < set.test().count(); i++) {
      double[] p = probabilities(weights, set.test().brightness(i));
      int best = IntStream.range(0, 10).reduce(0, (a, b) -> p[b] > p[a] ? b : a);
      right += best == set.test().labels()[i] ? 1 : 0;
    }
    assertTrue(right <= 0.90 * set.test().count(), right + " of " + set.test().count());
    assertTrue(right >= 0.80 * set.test().count(), "it did learn: " + right);
  }

  private static double[] probabilities(float[][] weights, float[] x) {
    double[] p = new double[10];
    double sum = 0;
    for (int c = 0; c < 10; c++) {
      float[] w = weights[c];
      float even = w[x.length];
      float odd = 0;
      for (int k = 0; k < x.length; k += 2) {
        even += w[k] * x[k];
        odd += w[k + 1] * x[k + 1];
      }
      p[c] = Math.exp(even + odd);
      sum += p[c];
    }
    for (int c = 0; c < 10; c++) {
      p[c] /= sum;
    }
    return p;
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
