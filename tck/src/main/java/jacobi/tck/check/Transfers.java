package jacobi.tck.check;

import jacobi.op.Spec;
import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.spi.HostBuffer;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Host;
import jacobi.tck.cases.Placement;
import jacobi.tck.cases.Role;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Lab;
import jacobi.tck.trial.Trial;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;

/// C03: what comes back is what went in.
final class Transfers {
  private static final List<Integer> SIZES = List.of(1, 3, 64, 65, 1023, 4098, 40_000);

  private static final List<Double> MARKS =
      List.of(
          0.0,
          -0.0,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          (double) Float.MIN_VALUE,
          (double) Float.MAX_VALUE,
          Double.MIN_VALUE,
          -Double.MAX_VALUE);

  private Transfers() {}

  static void add(Catalog catalog) {
    for (DType dtype : catalog.dtypes()) {
      catalog.add("3.1", "transfer", dtype, SIZES.size(), Transfers::whole);
      catalog.add("3.2", "transfer", dtype, SIZES.size(), Transfers::parts);
      catalog.add("3.3", "transfer", dtype, 0, Transfers::copied);
      catalog.add(
          "3.4",
          "transfer",
          dtype,
          0,
          trial -> {
            Array none = new Array(Shape.of(0, 3), HostBuffer.of(trial.dtype(), 0));
            Compare.bits("nothing", List.of(none), back(trial.lab(), none));
          });
    }
  }

  /// Every kind of element that a type has.
  private static Array drawn(Trial trial) {
    int count = trial.choices().spread(SIZES);
    HostBuffer values = HostBuffer.of(trial.dtype(), count);
    Stream random = Seed.of(trial.choices().below(1 << 16)).at("transfer").stream();
    for (int i = 0; i < count; i++) {
      if (trial.dtype() == DType.BOOL) {
        values.setLong(i, random.nextInt(2));
      } else if (trial.dtype().isInteger()) {
        values.setLong(i, random.nextLong());
      } else {
        boolean mark = random.nextInt(3) == 0;
        double drawn = Double.longBitsToDouble(random.nextLong());
        values.setDouble(i, mark ? MARKS.get(random.nextInt(MARKS.size())) : drawn);
      }
    }
    return new Array(Shape.of(count), values);
  }

  private static List<Array> back(Lab lab, Array array) {
    var arg = new Arg(Role.PLAIN, array.elements(), array.shape(), Placement.DENSE);
    return lab.run(() -> Array.of(List.of(arg.tensor(lab.session().engine()))));
  }

  private static void whole(Trial trial) {
    Array array = drawn(trial);
    Compare.bits("what came back", List.of(array), back(trial.lab(), array));
  }

  private static void parts(Trial trial) {
    Array array = drawn(trial);
    int count = (int) array.shape().elements();
    int start = trial.choices().below(count);
    int length = trial.choices().below(count - start) + 1;
    Array expected = new Array(Shape.of(length), HostBuffer.of(trial.dtype(), length));
    Lab lab = trial.lab();
    List<Array> found =
        lab.run(() -> {
          var arg = new Arg(Role.PLAIN, array.elements(), array.shape(), Placement.DENSE);
          Tensor x = arg.tensor(lab.session().engine());
          return Array.of(List.of(x.slice(0, start, start + length)));
        });
    expected
        .elements()
        .write(
            0,
            array
                .elements()
                .segment()
                .asSlice(
                    (long) start * trial.dtype().bytes(), (long) length * trial.dtype().bytes()));
    Compare.bits("elements %d to %d".formatted(start, start + length), List.of(expected), found);
  }

  private static void copied(Trial trial) {
    HostBuffer values = HostBuffer.of(trial.dtype(), 100);
    values.setLong(0, 1);
    HostBuffer before = Host.copy(values);
    Lab lab = trial.lab();
    List<Array> found =
        lab.run(() -> {
          var spec = new Spec(trial.dtype(), Shape.of(100));
          Tensor x = lab.session().engine().upload(spec, values.segment());
          values.setLong(0, 0);
          List<Array> first = Array.of(List.of(x));
          first.getFirst().elements().setLong(1, 1);
          Mismatch.unless(first.getFirst().elements().asLong(1) == 1, "a host buffer is read only");
          return Array.of(List.of(x));
        });
    Compare.bits("the tensor", List.of(new Array(Shape.of(100), before)), found);
  }
}
