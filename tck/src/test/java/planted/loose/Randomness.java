package planted.loose;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Randomness of its own.
final class Randomness {
  double draw(List<String> cards) {
    Collections.shuffle(cards);
    return Math.random()
        + new SplittableRandom().nextDouble()
        + RandomGenerator.getDefault().nextDouble();
  }
}
