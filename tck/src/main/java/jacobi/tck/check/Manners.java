package jacobi.tck.check;

import jacobi.Counts;
import jacobi.tck.cases.Arg;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Lab;
import jacobi.tck.trial.Trial;
import jacobi.tensor.Tensor;
import jacobi.type.DType;

/// C29: no hidden trips.
final class Manners {
  private static final int SMALL = 1 << 18;

  private static final int REPEATS = 30;

  /// Twice the work, and as much again and half for what caches do.
  private static final int MOST = 5;

  private Manners() {}

  static void add(Catalog catalog) {
    catalog.add("29.1", "transfers", DType.F32, 0, Manners::transfers);
    catalog.add("29.2", "EXP", DType.F32, 0, Manners::proportion);
  }

  private static void transfers(Trial trial) {
    Lab lab = trial.lab();
    Arg x = Given.plain(DType.F32, new double[1000]);
    lab.run(() -> {
      Tensor y = x.tensor(lab.session().engine());
      Counts before = lab.session().counters();
      for (int i = 0; i < 50; i++) {
        y = y.add(y).tanh();
      }
      Counts after = lab.session().counters();
      Mismatch.unless(
          before.uploads() == after.uploads() && before.downloads() == after.downloads(),
          "100 calls made %d uploads and %d downloads",
          after.uploads() - before.uploads(),
          after.downloads() - before.downloads());
      return y.toFloats();
    });
  }

  private static void proportion(Trial trial) {
    Lab lab = trial.lab();
    time(lab, SMALL);
    long once = time(lab, SMALL);
    long twice = time(lab, 2 * SMALL);
    Mismatch.unless(
        twice <= MOST * once, "%d ns for %d elements, %d ns for twice", once, SMALL, twice);
  }

  /// The shortest of some runs.
  private static long time(Lab lab, int count) {
    Arg x = Given.plain(DType.F32, new double[count]);
    return lab.run(() -> {
      Tensor y = x.tensor(lab.session().engine());
      long least = Long.MAX_VALUE;
      for (int i = 0; i < REPEATS; i++) {
        long start = System.nanoTime();
        y.exp().slice(0, 0, 1).toFloats();
        least = Math.min(least, System.nanoTime() - start);
      }
      return least;
    });
  }
}
