package jacobi.tck.check;

import jacobi.spi.ClosedException;
import jacobi.tck.cases.Arg;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Lab;
import jacobi.tck.trial.Trial;
import jacobi.tensor.Tensor;
import jacobi.type.DType;

/// C02: opening and closing.
final class Lifecycle {
  private static final int COUNT = 10_000;

  private Lifecycle() {}

  static void add(Catalog catalog) {
    catalog.add("2.1", "reopening", null, 0, Lifecycle::reopening);
    catalog.add("2.2", "closing", null, 0, Lifecycle::closingTwice);
    catalog.add("2.3", "tensor", null, 0, Lifecycle::afterwards);
    catalog.add("2.4", "closing", null, 0, Lifecycle::shapeAfterwards);
    catalog.add("2.5", "sessions", null, 0, Lifecycle::sideBySide);
  }

  private static void reopening(Trial trial) {
    for (int i = 0; i < 3; i++) {
      try (Lab lab = Lab.open(trial.options())) {
        works(lab);
      }
    }
  }

  private static void closingTwice(Trial trial) {
    Lab lab = Lab.open(trial.options());
    works(lab);
    lab.close();
    lab.close();
  }

  private static void shapeAfterwards(Trial trial) {
    Lab lab = Lab.open(trial.options());
    Tensor kept = lab.session().run(() -> large().tensor(lab.session().engine()));
    lab.close();
    Mismatch.unless(kept.shape().elements() == COUNT, "it is %s now", kept.shape());
  }

  private static void sideBySide(Trial trial) {
    try (Lab other = Lab.open(trial.options())) {
      works(other);
      works(trial.lab());
    }
    works(trial.lab());
  }

  private static Arg large() {
    return Given.plain(DType.F32, new double[COUNT]);
  }

  private static void works(Lab lab) {
    double sum = lab.run(() -> large().tensor(lab.session().engine()).add(1).sum().item());
    Mismatch.unless(sum == COUNT, "%d ones are %s", COUNT, sum);
  }

  private static void afterwards(Trial trial) {
    Lab lab = Lab.open(trial.options());
    Tensor x = lab.session().run(() -> large().tensor(lab.session().engine()));
    lab.close();
    try {
      x.toFloats();
    } catch (ClosedException refused) {
      return;
    }
    throw new Mismatch("a tensor of a closed session could be read");
  }
}
