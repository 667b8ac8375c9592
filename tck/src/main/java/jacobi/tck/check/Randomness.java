package jacobi.tck.check;

import jacobi.op.Dropout;
import jacobi.op.HostDefault;
import jacobi.random.Philox;
import jacobi.random.Seed;
import jacobi.spi.HostBuffer;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Sample;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Lab;
import jacobi.tck.trial.Trial;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.Arrays;
import java.util.List;

/// C18: random bits are a function of key and place.
final class Randomness {
  private static final int WORDS = 70_000;

  private Randomness() {}

  static void add(Catalog catalog) {
    catalog.add("18.1", "RANDOM_BITS", null, 3, Randomness::bits);
    catalog.add("18.2", "RANDOM_BITS", null, 3, Randomness::parts);
    for (DType dtype : catalog.floats()) {
      catalog.add("18.3", "DROPOUT", dtype, 4, Randomness::dropout);
      catalog.add("18.4", "dropout", dtype, 0, Randomness::evaluation);
    }
  }

  private static int[] words(Lab lab, long key, long start, int count) {
    Arg state = Given.longs(DType.I64, key, start);
    var op = new HostDefault.RandomBits(Shape.of(count));
    return lab.run(() -> {
      Tensor at = state.tensor(lab.session().engine());
      return at.engine().apply(op, at).toInts();
    });
  }

  private static long key(Trial trial) {
    // More than 32 bits of it, so that a key that is cut off is seen.
    return ((long) trial.choices().below(1 << 30) << 34) | trial.choices().below(1 << 30);
  }

  private static void bits(Trial trial) {
    long key = key(trial);
    long start = ((long) trial.choices().below(1 << 20) << 20) + trial.choices().below(7);
    int[] expected = new int[WORDS];
    Philox.words(key, start, expected, 0, WORDS);
    int differs = Arrays.mismatch(expected, words(trial.lab(), key, start, WORDS));
    Mismatch.unless(differs < 0, "word %d from %d of key %x is wrong", differs, start, key);
  }

  private static void parts(Trial trial) {
    long key = key(trial);
    int cut = 1 + trial.choices().below(100);
    int[] whole = words(trial.lab(), key, 0, 128);
    int[] rest = words(trial.lab(), key, cut, 128 - cut);
    Mismatch.unless(
        Arrays.equals(whole, cut, 128, rest, 0, 128 - cut),
        "words from %d on differ from those of the whole",
        cut);
  }

  /// What is kept is known from the words, forward and backward.
  private static void dropout(Trial trial) {
    long key = key(trial);
    int count = 1 + trial.choices().below(300);
    double p = trial.choices().spread(List.of(0.5, 0.0, 0.75));
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    Sample sample =
        trial.about(
            new Sample(
                "DROPOUT " + p,
                in -> List.of(in.get(0).engine().apply(new Dropout(p), in.get(0), in.get(1))),
                List.of(Given.vector(trial.dtype(), ones), Given.longs(DType.I64, key, 0))));
    int[] words = new int[count];
    Philox.words(key, 0, words, 0, count);
    double[] expected = new double[count];
    for (int i = 0; i < count; i++) {
      boolean kept = Integer.toUnsignedLong(words[i]) >= p * (1L << 32);
      expected[i] = kept ? 1 / (1 - p) : 0;
    }
    Array y = trial.lab().forward(sample).getFirst();
    Compare.numbers("the result", expected, y);
    Arg g = Given.vector(trial.dtype(), ones);
    Compare.numbers("the gradient", expected, trial.lab().gradient(sample, List.of(g)).getFirst());
  }

  private static void evaluation(Trial trial) {
    Arg x = Given.vector(trial.dtype(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
    Lab lab = trial.lab();
    HostBuffer plain = lab.read(() -> x.tensor(lab.session().engine()).dropout(0.5));
    HostBuffer trained =
        lab.read(() ->
            Mode.training(
                RandomStream.of(Seed.of(trial.choices().below(1 << 20))),
                () -> x.tensor(lab.session().engine()).dropout(0.5)));
    boolean dropped = false;
    for (int i = 0; i < 16; i++) {
      Mismatch.unless(
          plain.asDouble(i) == i + 1, "%s at %d outside of training", plain.asDouble(i), i);
      dropped |= trained.asDouble(i) != i + 1;
    }
    Mismatch.unless(dropped, "nothing was dropped in training");
  }
}
