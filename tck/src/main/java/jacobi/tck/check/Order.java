package jacobi.tck.check;

import jacobi.tck.cases.Arg;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Lab;
import jacobi.tck.trial.Trial;
import jacobi.tensor.Tensor;
import jacobi.type.DType;

/// C20: results are read when they are there.
final class Order {
  private static final int LINKS = 300;

  private static final int COUNT = 20_000;

  private Order() {}

  static void add(Catalog catalog) {
    catalog.add("20.1", "chain", DType.F32, 0, Order::chain);
    catalog.add("20.2", "reading", DType.F32, 0, Order::reading);
    catalog.add("20.3", "closing", DType.F32, 0, Order::closing);
  }

  private static Arg zeros() {
    return Given.plain(DType.F32, new double[COUNT]);
  }

  private static void expect(float[] found, float expected, String when) {
    for (int i = 0; i < found.length; i++) {
      Mismatch.unless(found[i] == expected, "%s at %d: %s, not %s", when, i, found[i], expected);
    }
  }

  private static void chain(Trial trial) {
    Lab lab = trial.lab();
    float[] found =
        lab.run(() -> {
          Tensor x = zeros().tensor(lab.session().engine());
          for (int i = 0; i < LINKS; i++) {
            x = i % 3 == 2 ? x.neg() : x.add(i);
          }
          return x.toFloats();
        });
    float expected = 0;
    for (int i = 0; i < LINKS; i++) {
      expected = i % 3 == 2 ? -expected : expected + i;
    }
    expect(found, expected, "after %d calls".formatted(LINKS));
  }

  /// Every intermediate result is read, and the first one again at the end.
  private static void reading(Trial trial) {
    Lab lab = trial.lab();
    lab.run(() -> {
      Tensor first = zeros().tensor(lab.session().engine()).add(1);
      Tensor x = first;
      for (int i = 1; i < 20; i++) {
        expect(x.toFloats(), i, "call " + i);
        x = x.add(1);
      }
      expect(first.toFloats(), 1, "the first result, read last,");
      return true;
    });
  }

  private static void closing(Trial trial) {
    Lab lab = Lab.open(trial.options());
    lab.session()
        .run(() -> {
          Tensor x = zeros().tensor(lab.session().engine());
          for (int i = 0; i < LINKS; i++) {
            x = x.add(1);
          }
          return x.shape();
        });
    lab.close();
  }
}
