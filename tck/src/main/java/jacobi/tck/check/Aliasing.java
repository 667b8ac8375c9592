package jacobi.tck.check;

import jacobi.Gradients;
import jacobi.op.Binary;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Lab;
import jacobi.tck.trial.Trial;
import jacobi.tck.vocabulary.Entry;
import jacobi.tck.vocabulary.Trait;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.List;

/// C15: a call changes nothing but its results.
final class Aliasing {
  private Aliasing() {}

  static void add(Catalog catalog, List<Entry> entries) {
    for (Entry entry : entries) {
      for (DType dtype : catalog.floats()) {
        if (entry.is(Trait.SMOOTH)) {
          catalog.add("15.1", entry.op(), dtype, 6, trial -> unchanged(entry, trial));
        }
      }
    }
    for (DType dtype : catalog.floats()) {
      for (Binary op : List.of(Binary.ADD, Binary.SUB, Binary.MUL, Binary.MAX)) {
        catalog.add("15.2", op.name(), dtype, 2, trial -> twice(op, trial));
        catalog.add("15.3", op.name(), dtype, 3, trial -> overlapping(op, trial));
      }
      catalog.add("15.3", "MATMUL", dtype, 3, Aliasing::windows);
      catalog.add("15.4", "cell", dtype, 0, Aliasing::cell);
    }
  }

  /// Operands, cotangents and results are read again after the reverse pass.
  private static void unchanged(Entry entry, Trial trial) {
    Lab lab = trial.lab();
    Sample sample = trial.about(entry.generator().of(trial.draws(Regime.REAL, Scale.TINY, true)));
    List<Array> results = lab.forward(sample);
    List<Arg> g = SmoothGradients.cotangents(trial, results);
    List<Array> before = new ArrayList<>();
    sample.args().forEach(arg -> before.add(new Array(arg.shape(), arg.values())));
    g.forEach(arg -> before.add(new Array(arg.shape(), arg.values())));
    List<Array> after = lab.run(() -> after(lab, sample, g));
    Compare.bits("what must not change,", before, after);
  }

  private static List<Array> after(Lab lab, Sample sample, List<Arg> cotangents) {
    List<Tensor> all = new ArrayList<>(sample.tensors(lab.session().engine()));
    List<Tensor> in = List.copyOf(all);
    List<Tensor> watched = new ArrayList<>();
    sample.differentiated().forEach(place -> watched.add(in.get(place)));
    List<Tensor> results = sample.formula().of(in);
    List<Array> fresh = Array.of(results);
    int at = 0;
    List<Tensor> floats = results.stream().filter(y -> y.dtype().isFloat()).toList();
    for (Arg arg : cotangents) {
      Tensor g = arg.tensor(lab.session().engine());
      Gradients gradients = lab.session().gradients(floats.get(at++)).with(g).orZeros();
      gradients.of(watched);
      all.add(g);
    }
    Compare.bits("a result, which must not change,", fresh, Array.of(results));
    return Array.of(all);
  }

  private static void twice(Binary op, Trial trial) {
    Draws draws = trial.draws(Regime.EXACT, Scale.TINY, true);
    Arg x = draws.input(Range.PLAIN, draws.shape(0, 3));
    Sample sample =
        trial.about(
            new Sample(
                op.name() + " of an operand and itself",
                in -> List.of(in.getFirst().engine().apply(op, in.getFirst(), in.getFirst())),
                List.of(x)));
    Compare.exact("the result", trial.defined(sample), trial.lab().forward(sample));
    List<Arg> g = WholeGradients.cotangents(trial, trial.lab().forward(sample), false);
    Compare.exact(
        "the gradient",
        trial.definitions().gradient(sample.dense(), g),
        trial.lab().gradient(sample, g));
  }

  /// Two parts of one buffer that share all but one element.
  private static void overlapping(Binary op, Trial trial) {
    Draws draws = trial.draws(Regime.EXACT, Scale.EDGES, true);
    Arg x = draws.input(Range.PLAIN, draws.some() + 1);
    long count = x.shape().elements();
    Sample sample =
        trial.about(
            new Sample(
                op.name() + " of overlapping parts",
                in -> {
                  Tensor whole = in.getFirst();
                  Tensor a = whole.slice(0, 0, count - 1);
                  Tensor b = whole.slice(0, 1, count);
                  return List.of(a.engine().apply(op, a, b));
                },
                List.of(x)));
    compare(trial, sample);
  }

  /// A product of sliding windows, which share their elements, with themselves.
  private static void windows(Trial trial) {
    Draws draws = trial.draws(Regime.EXACT, Scale.TINY, true);
    long window = 1L + trial.choices().below(3);
    Arg x = draws.input(Range.PLAIN, window + draws.some());
    Sample sample =
        trial.about(
            new Sample(
                "MATMUL of sliding windows",
                in -> {
                  Tensor rows = in.getFirst().unfold(0, window, 1, 1);
                  return List.of(rows.matmul(rows.transpose()));
                },
                List.of(x)));
    compare(trial, sample);
  }

  private static void compare(Trial trial, Sample sample) {
    Compare.exact("the result", trial.defined(sample), trial.lab().forward(sample));
    List<Arg> g = WholeGradients.cotangents(trial, trial.lab().forward(sample), true);
    Compare.exact(
        "the gradient",
        trial.definitions().gradient(sample.dense(), g.stream().map(Arg::dense).toList()),
        trial.lab().gradient(sample, g));
  }

  private static void cell(Trial trial) {
    Arg x = Given.vector(trial.dtype(), 1, 2, 3);
    Lab lab = trial.lab();
    List<Array> found =
        lab.run(() -> {
          State state = State.of(x.tensor(lab.session().engine()));
          Tensor before = state.get();
          state.set(before.add(before));
          return Array.of(List.of(before, state.get()));
        });
    Compare.numbers("what the cell held before", new double[] {1, 2, 3}, found.getFirst());
    Compare.numbers("what the cell holds", new double[] {2, 4, 6}, found.getLast());
  }
}
