package jacobi.tck.check;

import jacobi.op.Reduce;
import jacobi.spi.HostBuffer;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Trial;
import jacobi.tck.vocabulary.Entry;
import jacobi.tck.vocabulary.Trait;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;

/// C04: no size is special.
final class Shapes {
  private static final int RANKS = 7;

  private Shapes() {}

  static void add(Catalog catalog, List<Entry> entries) {
    for (Entry entry : entries) {
      for (DType dtype : catalog.dtypes()) {
        if (entry.is(Trait.WHOLE) && entry.types().takes(dtype)) {
          int cases = dtype == DType.F32 ? 25 : 8;
          catalog.add(
              "4.1", entry.op(), dtype, cases, trial -> Forward.defined(entry, trial, Scale.EDGES));
        }
      }
    }
    Sizes.add(catalog, entries);
    for (DType dtype : catalog.dtypes()) {
      if (dtype.isNumeric()) {
        catalog.add("4.2", "ADD", dtype, RANKS, Shapes::ranks);
        catalog.add("4.3", "nothing", dtype, 0, Shapes::nothing);
      }
    }
  }

  /// A sum of two operands, one of them permuted, and its sum over half of the axes.
  private static void ranks(Trial trial) {
    Draws draws = trial.draws(Regime.EXACT, Scale.TINY, false);
    int rank = trial.choices().spread(RANKS);
    long[] sizes = new long[rank];
    int[] order = new int[rank];
    for (int i = 0; i < rank; i++) {
      sizes[i] = 1L + trial.choices().below(3);
      order[i] = rank - 1 - i;
    }
    Arg a = draws.input(Range.PLAIN, sizes);
    Shape turned = Shape.of(sizes);
    for (int i = 0; i < rank; i++) {
      turned = turned.with(i, sizes[rank - 1 - i]);
    }
    Arg b = draws.input(Range.PLAIN, turned);
    var sum = new Reduce(Reduce.Kind.SUM, new Axes(0b0101010 & ((1 << rank) - 1)));
    Sample sample =
        trial.about(
            new Sample(
                "a sum of rank " + rank,
                in -> {
                  var y = in.get(0).add(in.get(1).permute(order));
                  return List.of(y, y.engine().apply(sum, y));
                },
                List.of(a, b)));
    Compare.exact("the result", trial.defined(sample), trial.lab().forward(sample));
  }

  private static void nothing(Trial trial) {
    Arg none = trial.draws(Regime.EXACT, Scale.TINY, false).plain(Range.PLAIN, 2, 0);
    var sample =
        trial.about(
            new Sample(
                "sum and product of nothing",
                in -> List.of(in.getFirst().sum(1), in.getFirst().prod(1)),
                List.of(none)));
    HostBuffer zeros = HostBuffer.of(trial.dtype(), 2);
    HostBuffer ones = HostBuffer.of(trial.dtype(), 2);
    ones.setLong(0, 1);
    ones.setLong(1, 1);
    var two = Shape.of(2);
    Compare.exact(
        "the result",
        List.of(new Array(two, zeros), new Array(two, ones)),
        trial.lab().forward(sample));
  }
}
