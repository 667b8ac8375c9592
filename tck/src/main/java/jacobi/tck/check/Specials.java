package jacobi.tck.check;

import jacobi.op.Binary;
import jacobi.op.Op;
import jacobi.op.Unary;
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
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// C09: NaN, infinities and zeros are values like others.
final class Specials {
  private static final int POINTS = 67;

  /// Ops that carry what is not finite on, without padding whose products are left to the backend.
  private static final Set<String> CARRIERS =
      Set.of(
          "ADD",
          "SUB",
          "MUL",
          "MAX",
          "MIN",
          "WHERE",
          "COPY",
          "REDUCE_SUM",
          "REDUCE_MAX",
          "REDUCE_MIN",
          "ARG_MAX",
          "ARG_MIN",
          "MATMUL",
          "LINEAR",
          "GATHER",
          "SCATTER_ADD",
          "FOLD",
          "CUM_SUM",
          "CONCAT",
          "PAD",
          "RELU",
          "LEAKY_RELU",
          "clamp",
          "permute",
          "slice",
          "SORT",
          "SORT_INDICES",
          "MAX_POOL2D");

  private Specials() {}

  static void add(Catalog catalog, List<Entry> entries) {
    List<Op> functions = new ArrayList<>();
    for (Unary op : Unary.values()) {
      if (op != Unary.NOT) {
        functions.add(op);
      }
    }
    for (Binary op : Binary.values()) {
      if (!op.isBitwise()) {
        functions.add(op);
      }
    }
    for (DType dtype : catalog.floats()) {
      functions.forEach(
          op -> catalog.add("9.1", op.name(), dtype, 4, trial -> function(op, trial)));
      for (Entry entry : entries) {
        if (CARRIERS.contains(entry.op())) {
          catalog.add("9.2", entry.op(), dtype, 6, trial -> carried(entry, trial));
          if (entry.is(Trait.STEPS)) {
            catalog.add("9.4", entry.op(), dtype, 18, trial -> carriedBack(entry, trial));
          }
        }
      }
      catalog.add("9.4", "CONV2D", dtype, 6, Specials::pixel);
    }
  }

  private static void function(Op op, Trial trial) {
    Draws draws = trial.draws(Regime.SPECIAL, Scale.TINY, false);
    Arg[] args = new Arg[op.arity()];
    for (int i = 0; i < args.length; i++) {
      args[i] = draws.plain(Range.PLAIN, POINTS);
    }
    Sample sample =
        trial.about(
            new Sample(
                op.name(),
                in -> List.of(in.getFirst().engine().applyAll(op, in.toArray(Tensor[]::new))),
                List.of(args)));
    Array found = trial.lab().forward(sample).getFirst();
    Units.compare(trial, op, sample, found);
  }

  private static void carriedBack(Entry entry, Trial trial) {
    Sample sample =
        trial.about(entry.generator().of(trial.draws(Regime.NOT_FINITE, Scale.TINY, false)));
    List<Arg> g = WholeGradients.cotangents(trial, trial.lab().forward(sample), false);
    Compare.exact(
        "the gradient", trial.definitions().gradient(sample, g), trial.lab().gradient(sample, g));
  }

  /// An infinite pixel: weights that never meet it have finite gradients.
  private static void pixel(Trial trial) {
    Draws draws = trial.draws(Regime.EXACT, Scale.TINY, false);
    Arg x = draws.input(Range.PLAIN, 2, 2, 4, 5);
    Arg w = draws.input(Range.PLAIN, 3, 2, 3, 3);
    x.values().setDouble(trial.choices().below(80), Double.POSITIVE_INFINITY);
    Sample sample =
        trial.about(
            new Sample("CONV2D", in -> List.of(in.get(0).conv2d(in.get(1), 1, 1)), List.of(x, w)));
    List<Arg> g = WholeGradients.cotangents(trial, trial.lab().forward(sample), false);
    Compare.exact(
        "the gradient", trial.definitions().gradient(sample, g), trial.lab().gradient(sample, g));
  }

  private static void carried(Entry entry, Trial trial) {
    Sample sample =
        trial.about(entry.generator().of(trial.draws(Regime.NOT_FINITE, Scale.TINY, false)));
    Compare.exact("the result", trial.defined(sample), trial.lab().forward(sample));
  }
}
