package jacobi.tck.check;

import jacobi.op.Binary;
import jacobi.spi.HostBuffer;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Trial;
import jacobi.type.DType;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.util.ArrayList;
import java.util.List;

/// C05: an operand that is stretched is one operand.
final class Broadcasts {
  private static final int PAIRS = 48;

  /// The size of the greatest whole number that operands of 16 bits are made of.
  private static final int GREATEST = 4;

  private Broadcasts() {}

  static void add(Catalog catalog) {
    for (Binary op : List.of(Binary.ADD, Binary.MUL, Binary.MAX)) {
      for (DType dtype : catalog.dtypes()) {
        if (dtype.isNumeric()) {
          catalog.add("5.1", op.name(), dtype, PAIRS, trial -> pair(op, trial));
        }
      }
    }
    for (DType dtype : catalog.floats()) {
      for (Binary op : List.of(Binary.ADD, Binary.SUB, Binary.MUL)) {
        catalog.add("5.2", op.name(), dtype, PAIRS / 4, trial -> gradient(op, trial));
      }
      catalog.add("5.3", "ADD", dtype, 25, Broadcasts::rows);
    }
  }

  /// A shape of rank up to 4 over sizes 1 and 3: one of 31.
  private static Shape shape(Trial trial) {
    int rank = trial.choices().spread(5);
    long[] sizes = new long[rank];
    for (int i = 0; i < rank; i++) {
      sizes[i] = trial.choices().flag() ? 3 : 1;
    }
    return Shape.of(sizes);
  }

  private static Sample sample(Binary op, Trial trial, Shape a, Shape b) {
    Draws draws = trial.draws(Regime.EXACT, Scale.TINY, false);
    return trial.about(
        new Sample(
            op.name(),
            in -> List.of(in.getFirst().engine().apply(op, in.get(0), in.get(1))),
            List.of(draws.input(Range.PLAIN, a), draws.input(Range.PLAIN, b))));
  }

  private static void pair(Binary op, Trial trial) {
    Sample sample = sample(op, trial, shape(trial), shape(trial));
    Compare.exact("the result", trial.defined(sample), trial.lab().forward(sample));
  }

  private static void gradient(Binary op, Trial trial) {
    Sample sample = sample(op, trial, shape(trial), shape(trial));
    WholeGradients.compare(trial, sample);
    Shape odd = Shape.of(2);
    Shape other = Shape.of(3);
    try {
      trial.lab().forward(sample(op, trial, odd, other));
    } catch (ShapeException refused) {
      return;
    }
    throw new Mismatch(odd + " and " + other + " were not refused");
  }

  /// `x̄ = Σ ḡ` over any number of rows, summed up on the host in integers.
  private static void rows(Trial trial) {
    Draws draws = trial.draws(Regime.EXACT, Scale.EDGES, false);
    long rows = draws.size();
    long width = draws.other();
    Sample sample = sample(Binary.ADD, trial, Shape.of(width), Shape.of(rows, width));
    Arg g = draws.cotangents(List.of(Shape.of(rows, width))).getFirst();
    thin(g.values(), rows, width);
    double[] totals = new double[(int) width];
    for (int i = 0; i < g.values().elements(); i++) {
      totals[(int) (i % width)] += g.values().asDouble(i);
    }
    HostBuffer sums = HostBuffer.of(trial.dtype(), width);
    for (int i = 0; i < totals.length; i++) {
      sums.setDouble(i, totals[i]);
    }
    List<Array> expected = new ArrayList<>();
    expected.add(new Array(Shape.of(width), sums));
    expected.add(new Array(g.shape(), g.values()));
    Compare.exact("the gradient", expected, trial.lab().gradient(sample, List.of(g)));
  }

  /// Leaves one row of so many, the last among them, so that no order of summation gets beyond the
  /// whole numbers that 16 bits have in a row: 2,048 of F16, 256 of BF16.
  private static void thin(HostBuffer values, long rows, long width) {
    if (values.dtype().bytes() >= Float.BYTES) {
      return;
    }
    long most = (values.dtype() == DType.F16 ? 2048 : 256) / GREATEST;
    long step = Math.max(1, Math.ceilDiv(rows, most));
    for (int i = 0; i < values.elements(); i++) {
      long fromLast = rows - 1 - i / width;
      values.setDouble(i, fromLast % step == 0 ? values.asDouble(i) : 0);
    }
  }
}
