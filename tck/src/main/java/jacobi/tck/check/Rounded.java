package jacobi.tck.check;

import jacobi.op.Binary;
import jacobi.op.Op;
import jacobi.op.Unary;
import jacobi.spi.HostBuffer;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Placement;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Role;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Trial;
import jacobi.tck.vocabulary.Entry;
import jacobi.tck.vocabulary.Trait;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;

/// C08: results on reals, within bounds.
final class Rounded {
  /// One number of each 2¹⁶ bit patterns of a type of 32 bits, and every number of one of 16.
  private static final int STRATA = 1 << 16;

  private static final int PAIRS = 1 << 12;

  private Rounded() {}

  static void add(Catalog catalog, List<Entry> entries) {
    for (Entry entry : entries) {
      for (DType dtype : catalog.floats()) {
        if (entry.is(Trait.REALS)) {
          catalog.add("8.1", entry.op(), dtype, 4, trial -> bounded(entry, trial));
        }
      }
    }
    for (DType dtype : catalog.floats()) {
      for (Unary op : Unary.values()) {
        if (op != Unary.NOT) {
          catalog.add("8.2", op.name(), dtype, 1, trial -> sweep(op, 1, trial));
        }
      }
      for (Binary op : Binary.values()) {
        if (!op.isBitwise()) {
          catalog.add("8.2", op.name(), dtype, 4, trial -> sweep(op, 2, trial));
        }
      }
    }
  }

  private static void bounded(Entry entry, Trial trial) {
    Scale scale = trial.choices().flag() ? Scale.EDGES : Scale.TINY;
    Sample sample = trial.about(entry.generator().of(trial.draws(Regime.REAL, scale, true)));
    Compare.bounded(
        trial,
        "the result",
        trial.oracle().forward(sample, trial.lab().info().accuracy()),
        trial.lab().forward(sample));
  }

  /// Arguments of every exponent of the type.
  private static void sweep(Op op, int arity, Trial trial) {
    int points = arity == 1 ? STRATA : PAIRS;
    Arg[] args = new Arg[arity];
    for (int i = 0; i < arity; i++) {
      HostBuffer values = HostBuffer.of(trial.dtype(), points);
      long seed = trial.choices().below(1 << 16);
      if (arity == 1) {
        Sweep.strata(values, seed);
      } else {
        Sweep.fill(values, seed);
      }
      args[i] = new Arg(Role.PLAIN, values, Shape.of(points), Placement.DENSE);
    }
    Sample sample =
        trial.about(
            new Sample(
                op.name(),
                in ->
                    List.of(
                        in.getFirst()
                            .engine()
                            .applyAll(op, in.toArray(jacobi.tensor.Tensor[]::new))),
                List.of(args)));
    Array found = trial.lab().forward(sample).getFirst();
    Units.compare(trial, op, sample, found);
  }
}
