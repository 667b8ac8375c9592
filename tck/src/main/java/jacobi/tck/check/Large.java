package jacobi.tck.check;

import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.spi.HostBuffer;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Placement;
import jacobi.tck.cases.Role;
import jacobi.tck.cases.Sample;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.spec.Untested;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Lab;
import jacobi.tck.trial.Trial;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;

/// C10 and C22: sizes where only probes can check.
///
/// A product `C = A·B` of whole numbers is right if `C·v = A·(B·v)` for random whole `v`, which
/// costs n² where the product costs n³; a wrong `C` passes one probe with probability at most 1/15,
/// four with less than 1/50,000, and one wrong element never.
///
/// Source: Freivalds, *Probabilistic machines can use less running time*, 1977.
final class Large {
  private static final int PROBES = 4;

  private static final List<Integer> SIDES = List.of(201, 1000);

  private Large() {}

  static void add(Catalog catalog) {
    for (DType dtype : catalog.floats()) {
      catalog.add(
          "10.2",
          "MATMUL",
          dtype,
          SIDES.size(),
          trial -> gradients(trial, trial.choices().spread(SIDES)));
      catalog.add("22.1", "MATMUL", dtype, 0, trial -> product(trial, 1021));
      catalog.add("22.2", "REDUCE_SUM", dtype, 0, Large::sum);
    }
    catalog.add("22.3", "REDUCE_SUM", DType.F32, 0, Large::ones);
  }

  private static Arg matrix(Trial trial, int rows, int columns) {
    if ((long) rows * columns > trial.lab().info().maxElements()) {
      throw new Untested(
          "%d × %d elements are more than the device holds".formatted(rows, columns));
    }
    HostBuffer values = HostBuffer.of(trial.dtype(), (long) rows * columns);
    Stream random = Seed.of(trial.choices().below(1 << 16)).at("large").stream();
    // BF16 has 256 whole numbers in a row: sums of a thousand such products stay far below.
    int reach = trial.dtype() == DType.BF16 ? 1 : 4;
    for (int i = 0; i < values.elements(); i++) {
      values.setDouble(i, random.nextInt(-reach, reach + 1));
    }
    return new Arg(Role.DIFFERENTIATED, values, Shape.of(rows, columns), Placement.DENSE);
  }

  private static Sample sample(Trial trial, int size) {
    Arg a = matrix(trial, size, size + 5);
    Arg b = matrix(trial, size + 5, size - 3);
    return trial.about(
        new Sample("MATMUL", in -> List.of(in.get(0).matmul(in.get(1))), List.of(a, b)));
  }

  private static void product(Trial trial, int size) {
    Sample sample = sample(trial, size);
    Array c = trial.lab().forward(sample).getFirst();
    probe(trial, "A·B", sample.args().get(0), false, sample.args().get(1), false, c);
  }

  /// `Ā = Ḡ·Bᵀ`, `B̄ = Aᵀ·Ḡ`
  private static void gradients(Trial trial, int size) {
    Sample sample = sample(trial, size);
    Arg a = sample.args().get(0);
    Arg b = sample.args().get(1);
    Arg g = matrix(trial, size, size - 3);
    List<Array> found = trial.lab().gradient(sample, List.of(g));
    probe(trial, "the gradient of A", g, false, b, true, found.get(0));
    probe(trial, "the gradient of B", a, true, g, false, found.get(1));
  }

  private static void probe(
      Trial trial, String what, Arg a, boolean turnsA, Arg b, boolean turnsB, Array c) {
    Stream random = Seed.of(trial.choices().below(1 << 16)).at("probe").stream();
    int columns = (int) c.shape().size(1);
    for (int i = 0; i < PROBES; i++) {
      long[] v = random.ints(columns, -7, 8).asLongStream().toArray();
      long[] expected =
          times(a.values(), a.shape(), turnsA, times(b.values(), b.shape(), turnsB, v));
      long[] found = times(c.elements(), c.shape(), false, v);
      for (int k = 0; k < found.length; k++) {
        Mismatch.unless(
            found[k] == expected[k],
            "%s times a probe is %d instead of %d in row %d",
            what,
            found[k],
            expected[k],
            k);
      }
    }
  }

  /// `M·v` or `Mᵀ·v` in whole numbers.
  private static long[] times(HostBuffer m, Shape shape, boolean turned, long[] v) {
    int rows = (int) shape.size(0);
    int columns = (int) shape.size(1);
    long[] sum = new long[turned ? columns : rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        long element = m.asLong(i * columns + j);
        if (turned) {
          sum[j] += element * v[i];
        } else {
          sum[i] += element * v[j];
        }
      }
    }
    return sum;
  }

  private static void sum(Trial trial) {
    Arg x = matrix(trial, 1000, 1001);
    long expected = 0;
    for (int i = 0; i < x.values().elements(); i++) {
      expected += x.values().asLong(i);
    }
    Lab lab = trial.lab();
    double found = lab.run(() -> x.tensor(lab.session().engine()).sum().item());
    Mismatch.unless(found == expected, "the sum is %s instead of %d", found, expected);
  }

  private static void ones(Trial trial) {
    Arg one = Given.plain(DType.F32, 1);
    Lab lab = trial.lab();
    int count = 1 << 25;
    if (count > trial.lab().info().maxElements()) {
      throw new Untested(count + " elements are more than the device holds");
    }
    double found =
        lab.run(() -> one.tensor(lab.session().engine()).expand(count).contiguous().sum().item());
    Mismatch.unless(found == count, "%d ones are %s", count, found);
  }
}
