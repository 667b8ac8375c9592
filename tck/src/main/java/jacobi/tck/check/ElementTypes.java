package jacobi.tck.check;

import jacobi.op.Binary;
import jacobi.op.Copy;
import jacobi.spi.HostBuffer;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Placement;
import jacobi.tck.cases.Role;
import jacobi.tck.cases.Sample;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Trial;
import jacobi.type.DType;
import jacobi.type.DTypeException;
import jacobi.type.Shape;
import java.util.List;

/// C23: no conversion that nobody asked for.
final class ElementTypes {
  private static final int POINTS = 512;

  private static final List<Double> EDGES =
      List.of(
          0.5,
          1.5,
          2.5,
          -0.5,
          -1.5,
          0x1p24 + 1,
          0x1p31,
          -0x1p31 - 1,
          0x1p63,
          1e30,
          -1e30,
          127.5,
          128.0,
          -128.5,
          255.5,
          256.0,
          65504.0,
          65520.0,
          1 + 0x1p-24,
          1 + 0x1p-11,
          Double.NaN);

  private ElementTypes() {}

  static void add(Catalog catalog) {
    for (DType from : catalog.dtypes()) {
      for (DType to : catalog.dtypes()) {
        catalog.add("23.1", "CAST to " + to, from, 2, trial -> cast(to, trial));
      }
      for (DType other : catalog.dtypes()) {
        if (from != other) {
          catalog.add("23.3", "EQ with " + other, from, 0, trial -> refused(other, trial));
        }
      }
      if (from.isInteger()) {
        for (Binary op : List.of(Binary.DIV, Binary.REM)) {
          catalog.add("23.2", op.name(), from, 2, trial -> divided(op, trial));
        }
      }
    }
    if (catalog.dtypes().contains(DType.F64)) {
      catalog.add("23.4", "arithmetic", DType.F64, 0, ElementTypes::wide);
    }
  }

  private static Arg points(Trial trial) {
    HostBuffer values = HostBuffer.of(trial.dtype(), POINTS);
    Sweep.fill(values, trial.choices().below(1 << 16));
    for (int i = 0; i < EDGES.size(); i++) {
      values.setDouble(i, EDGES.get(i));
    }
    if (trial.dtype().isInteger()) {
      values.setLong(EDGES.size(), Long.MIN_VALUE);
      values.setLong(EDGES.size() + 1, Long.MAX_VALUE);
      values.setLong(EDGES.size() + 2, (1L << 53) + 1);
    }
    return new Arg(Role.PLAIN, values, Shape.of(POINTS), Placement.DENSE);
  }

  private static void cast(DType to, Trial trial) {
    Arg x = points(trial);
    Sample sample =
        trial.about(
            new Sample(
                "CAST to " + to,
                in -> List.of(in.getFirst().engine().apply(new Copy.Cast(to), in.getFirst())),
                List.of(x)));
    HostBuffer expected = HostBuffer.of(to, POINTS);
    for (int i = 0; i < POINTS; i++) {
      if (x.dtype().isFloat()) {
        expected.setDouble(i, x.values().asDouble(i));
      } else {
        expected.setLong(i, x.values().asLong(i));
      }
    }
    Compare.bits(
        "the result", List.of(new Array(x.shape(), expected)), trial.lab().forward(sample));
  }

  private static void divided(Binary op, Trial trial) {
    Arg a = points(trial);
    Arg b = points(trial);
    for (int i = 0; i < POINTS; i++) {
      b.values().setLong(i, i % 5 == 0 ? 0 : i % 5 == 1 ? -1 : b.values().asLong(i) % 9);
    }
    Sample sample =
        trial.about(
            new Sample(
                op.name(),
                in -> List.of(in.getFirst().engine().apply(op, in.get(0), in.get(1))),
                List.of(a, b)));
    HostBuffer expected = HostBuffer.of(trial.dtype(), POINTS);
    for (int i = 0; i < POINTS; i++) {
      expected.setLong(i, op.at(a.values().asLong(i), b.values().asLong(i)));
    }
    Compare.bits(
        "the result", List.of(new Array(a.shape(), expected)), trial.lab().forward(sample));
  }

  private static void refused(DType other, Trial trial) {
    Sample sample =
        trial.about(
            new Sample(
                "EQ",
                in -> List.of(in.get(0).eq(in.get(1))),
                List.of(Given.longs(trial.dtype(), 1, 0), Given.longs(other, 1, 0))));
    try {
      trial.lab().forward(sample);
    } catch (DTypeException refused) {
      return;
    }
    throw new Mismatch("%s and %s were compared".formatted(trial.dtype(), other));
  }

  /// Numbers that F32 would round away.
  private static void wide(Trial trial) {
    double big = 0x1p40;
    Sample sample =
        trial.about(
            new Sample(
                "2⁴⁰ + 1 − 2⁴⁰ by +, a matrix product and a sum",
                in ->
                    List.of(
                        in.get(0).add(in.get(1)).sub(in.get(0)),
                        in.get(2).unsqueeze(0).matmul(in.get(3).unsqueeze(1)).reshape(1),
                        in.get(2).sum().reshape(1)),
                List.of(
                    Given.plain(DType.F64, big),
                    Given.plain(DType.F64, 1),
                    Given.plain(DType.F64, big, 1, -big),
                    Given.plain(DType.F64, 1, 1, 1))));
    for (Array one : trial.lab().forward(sample)) {
      Compare.numbers("the result", new double[] {1}, one);
    }
  }
}
