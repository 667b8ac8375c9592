package jacobi.tck.check;

import jacobi.Compiled;
import jacobi.Jacobi;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Choices;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Formula;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Lab;
import jacobi.tck.trial.Trial;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// C24: how a computation is cut makes no difference.
final class Graphs {
  private static final int NODES = 12;

  private static final int SIDE = 3;

  private Graphs() {}

  static void add(Catalog catalog) {
    for (DType dtype : catalog.floats()) {
      catalog.add("24.1", "graph", dtype, 12, Graphs::graph);
      catalog.add("24.2", "compile", dtype, 6, trial -> compiled(trial, sample(trial)));
      catalog.add("24.2", "chain", dtype, 6, trial -> compiled(trial, chain(trial)));
      catalog.add("24.3", "checkpoint", dtype, 4, Graphs::checkpoint);
    }
  }

  /// A step from what there is to one more square matrix; numbers stay small by clamping.
  private static UnaryOperator<List<Tensor>> step(Choices choices) {
    int a = choices.below(64);
    int b = choices.below(64);
    int kind = choices.below(9);
    return all -> {
      Tensor x = all.get(a % all.size());
      Tensor y = all.get(b % all.size());
      Tensor next =
          switch (kind) {
            case 0 -> x.add(y);
            case 1 -> x.sub(y.transpose());
            case 2 -> x.mul(y);
            case 3 -> x.matmul(y);
            case 4 -> x.relu();
            case 5 -> x.maximum(y);
            case 6 -> x.sum(0).expand(SIDE, SIDE);
            case 7 -> x.flip(0).cumsum(1);
            default -> x.gt(y).where(x, y.neg());
          };
      List<Tensor> more = new ArrayList<>(all);
      more.add(next.clamp(-8, 8));
      return more;
    };
  }

  private static Sample sample(Trial trial) {
    Draws draws = trial.draws(Regime.EXACT, Scale.TINY, false);
    List<UnaryOperator<List<Tensor>>> steps = new ArrayList<>();
    for (int i = trial.choices().below(NODES); i >= 0; i--) {
      steps.add(step(trial.choices()));
    }
    Formula f =
        in -> {
          List<Tensor> all = in;
          for (UnaryOperator<List<Tensor>> step : steps) {
            all = step.apply(all);
          }
          return List.of(all.getLast());
        };
    return trial.about(
        new Sample(
            "a graph of %d ops".formatted(steps.size()),
            f,
            List.of(draws.input(Range.FEW, SIDE, SIDE), draws.input(Range.FEW, SIDE, SIDE))));
  }

  private static List<Array> both(Lab lab, Sample sample, List<Arg> g) {
    List<Array> all = new ArrayList<>(lab.forward(sample));
    all.addAll(lab.gradient(sample, g));
    return all;
  }

  private static void graph(Trial trial) {
    Sample sample = sample(trial);
    List<Arg> g = WholeGradients.cotangents(trial, trial.lab().forward(sample), false);
    Compare.exact(
        "result and gradient", both(trial.definitions(), sample, g), both(trial.lab(), sample, g));
  }

  /// Elementwise ops in a row, truth values and numbers among them, which may be done as one.
  private static Sample chain(Trial trial) {
    Draws draws = trial.draws(Regime.EXACT, Scale.EDGES, false);
    long planes = draws.other();
    long width = draws.some();
    Arg x = draws.input(Range.FEW, planes, draws.other(), width);
    Arg y = draws.input(Range.FEW, planes, 1, width);
    return trial.about(
        new Sample(
            "a chain",
            in -> {
              Tensor a = in.get(0);
              Tensor b = in.get(1);
              Tensor inside = a.gt(b).and(b.lt(2)).xor(a.eq(b)).not();
              Tensor all = inside.where(a.mul(b).sub(a), a.neg().mul(3)).clamp(-8, 8);
              return List.of(all.add(inside.cast(a.dtype())), all.abs().le(4).where(all, b));
            },
            List.of(x, y)));
  }

  /// Written down on the first arguments, run on others.
  private static void compiled(Trial trial, Sample sample) {
    Sample other = sample;
    for (int i = 0; i < sample.args().size(); i++) {
      other = other.with(i, sample.args().get(i).moved(0, 1));
    }
    Lab lab = trial.lab();
    List<Array> expected = new ArrayList<>(lab.forward(sample));
    expected.addAll(lab.forward(other));
    Sample next = other;
    List<Array> found =
        lab.run(() -> {
          try (Compiled step = Jacobi.compile(in -> sample.formula().of(in))) {
            List<Array> results = new ArrayList<>(Array.of(step.apply(plain(lab, sample))));
            results.addAll(Array.of(step.apply(plain(lab, next))));
            return results;
          }
        });
    Compare.bits("the result of the step", expected, found);
  }

  private static List<Tensor> plain(Lab lab, Sample sample) {
    return sample.tensors(lab.session().engine()).stream().map(Tensor::detach).toList();
  }

  private static void checkpoint(Trial trial) {
    Sample sample = sample(trial);
    List<Arg> g = WholeGradients.cotangents(trial, trial.lab().forward(sample), false);
    Sample again =
        new Sample(
            sample.text() + " in a checkpoint",
            in -> Jacobi.checkpoint(block -> sample.formula().of(block), in),
            sample.args());
    Compare.exact("result and gradient", both(trial.lab(), sample, g), both(trial.lab(), again, g));
  }
}
