package jacobi.tck.check;

import jacobi.spi.OutOfMemoryException;
import jacobi.tck.cases.Arg;
import jacobi.tck.fake.Tally;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Lab;
import jacobi.tck.trial.Trial;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.IndexException;
import jacobi.type.JacobiException;
import jacobi.type.Shape;
import java.util.List;

/// C21: what is taken is given back.
final class Memory {
  /// Larger than what host devices leave to the garbage collector.
  private static final int SIDE = 100;

  private static final int STEPS = 250;

  private static final int FAULTS = 64;

  private Memory() {}

  static void add(Catalog catalog) {
    catalog.add("21.1", "steps", DType.F32, 1, Memory::steps);
    catalog.add("21.2", "allocation", DType.F32, 0, Memory::faults);
    catalog.add("21.3", "buffers", DType.F32, 0, Memory::balance);
  }

  private static Arg matrix() {
    double[] ones = new double[SIDE * SIDE];
    java.util.Arrays.fill(ones, 1);
    return Given.floats(DType.F32, Shape.of(SIDE, SIDE), ones);
  }

  /// The loss of a step, whole: each element of x·w is 100, its tanh not needed.
  private static double step(Lab lab, Arg x, Arg w) {
    return lab.run(() -> {
      Tensor a = x.tensor(lab.session().engine());
      Tensor b = w.tensor(lab.session().engine());
      Tensor loss = a.matmul(b).relu().sum();
      Tensor g = lab.session().gradients(loss).of(List.of(a, b)).getFirst();
      return g.sum().item() + loss.item();
    });
  }

  private static double expected() {
    return 2.0 * SIDE * SIDE * SIDE;
  }

  /// What earlier tests left unreachable may be collected in between, so there may be less.
  private static void steps(Trial trial) {
    Lab lab = trial.lab();
    Arg x = matrix();
    step(lab, x, x);
    long live = lab.session().counters().liveBytes();
    long buffers = lab.session().counters().liveBuffers();
    for (int i = 0; i < STEPS; i++) {
      double found = step(lab, x, x);
      Mismatch.unless(found == expected(), "step %d gives %s, not %s", i, found, expected());
      if (i % 10 == 0) {
        failing(lab, x);
      }
      long now = lab.session().counters().liveBytes();
      Mismatch.unless(now <= live, "step %d: %d bytes in use, %d before", i, now, live);
    }
    long after = lab.session().counters().liveBuffers();
    Mismatch.unless(after <= buffers, "%d buffers in use, %d before", after, buffers);
  }

  private static void failing(Lab lab, Arg x) {
    try {
      lab.run(() -> {
        Tensor a = x.tensor(lab.session().engine()).add(1);
        return a.matmul(a.reshape(SIDE * SIDE, 1));
      });
    } catch (JacobiException refused) {
      return;
    }
    throw new Mismatch("a product of shapes that do not fit was taken");
  }

  /// The first allocation of a step fails, then the second, and so on until none does.
  private static void faults(Trial trial) {
    Lab lab = trial.lab();
    Arg x = matrix();
    step(lab, x, x);
    long live = lab.session().counters().liveBytes();
    for (int n = 0; n < FAULTS; n++) {
      lab.session().failAllocation(n);
      boolean failed = false;
      try {
        step(lab, x, x);
      } catch (OutOfMemoryException full) {
        failed = true;
      }
      long now = lab.session().counters().liveBytes();
      Mismatch.unless(now <= live, "failure %d left %d bytes for %d", n, now, live);
      if (!failed) {
        Mismatch.unless(n > 0, "no allocation could be made to fail");
        break;
      }
    }
    // The failure that was asked for last may still be to come.
    lab.session().failAllocation(-1);
    double found = step(lab, x, x);
    Mismatch.unless(found == expected(), "after failures %s, not %s", found, expected());
  }

  /// A call that fails on the device, for only there the index is known.
  private static void outside(Lab lab, Arg x) {
    Arg index = Given.longs(DType.I64, Shape.of(1, SIDE), new long[SIDE]);
    index.values().setLong(SIDE / 2, SIDE);
    try {
      lab.run(() ->
          x.tensor(lab.session().engine())
              .gather(0, index.tensor(lab.session().engine()))
              .sum()
              .item());
    } catch (IndexException refused) {
      return;
    }
    throw new Mismatch("index %d of %d was taken".formatted(SIDE, SIDE));
  }

  private static void balance(Trial trial) {
    Tally[] tally = new Tally[1];
    var options =
        trial
            .options()
            .withDriver(real -> {
              tally[0] = new Tally(real);
              return trial.options().driver().apply(tally[0]);
            });
    try (Lab lab = Lab.open(options)) {
      Arg x = matrix();
      for (int i = 0; i < 5; i++) {
        step(lab, x, x);
        outside(lab, x);
      }
    }
    Mismatch.unless(
        tally[0].tracked() == 0, "%d large buffers were not given back", tally[0].tracked());
  }
}
