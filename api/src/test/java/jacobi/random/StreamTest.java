package jacobi.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StreamTest {
  private static final int DRAWS = 200_000;

  @Test
  void intsAreTheWordsOfTheKey() {
    Seed seed = Seed.of(5);
    int[] words = new int[11];
    Philox.words(seed.key(), 0, words, 0, words.length);
    Stream stream = seed.stream();
    for (int word : words) {
      assertEquals(word, stream.nextInt());
    }
  }

  @Test
  void twoStreamsOfASeedAgree() {
    Stream one = Seed.of(9).stream();
    Stream other = Seed.of(9).stream();
    for (int i = 0; i < 100; i++) {
      assertEquals(one.nextDouble(), other.nextDouble());
      assertEquals(one.nextGaussian(), other.nextGaussian());
      assertEquals(one.nextLong(), other.nextLong());
    }
  }

  @Test
  void aLongIsTwoWordsTheFirstOneHigh() {
    Stream words = Seed.of(2).stream();
    long expected = (long) words.nextInt() << 32 | words.nextInt() & 0xFFFFFFFFL;
    assertEquals(expected, Seed.of(2).stream().nextLong());
  }

  /// Bounds are five standard errors wide.
  @Test
  void uniformNumbersHaveTheMomentsOfTheUniformDistribution() {
    Stream stream = Seed.of(11).stream();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double x = stream.nextDouble();
      assertTrue(x >= 0 && x < 1, () -> "drew " + x);
      sum += x;
      squares += x * x;
    }
    assertEquals(0.5, sum / DRAWS, 5 * Math.sqrt(1.0 / 12 / DRAWS));
    assertEquals(1.0 / 3, squares / DRAWS, 5 * Math.sqrt(4.0 / 45 / DRAWS));
  }

  @Test
  void gaussianNumbersHaveTheMomentsOfTheNormalDistribution() {
    Stream stream = Seed.of(12).stream();
    double[] moments = new double[5];
    for (int i = 0; i < DRAWS; i++) {
      double x = stream.nextGaussian();
      double power = 1;
      for (int k = 1; k < moments.length; k++) {
        power *= x;
        moments[k] += power / DRAWS;
      }
    }
    assertEquals(0, moments[1], 5 * Math.sqrt(1.0 / DRAWS));
    assertEquals(1, moments[2], 5 * Math.sqrt(2.0 / DRAWS));
    assertEquals(0, moments[3], 5 * Math.sqrt(15.0 / DRAWS));
    assertEquals(3, moments[4], 5 * Math.sqrt(96.0 / DRAWS));
  }
}
