package jacobi.tck.check;

import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Choices;
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
import java.util.function.UnaryOperator;

/// C06: where elements lie is nobody's business.
final class Views {
  private static final int LINKS = 5;

  private Views() {}

  static void add(Catalog catalog, List<Entry> entries) {
    for (Entry entry : entries) {
      for (DType dtype : catalog.dtypes()) {
        if (entry.is(Trait.WHOLE) && entry.types().takes(dtype)) {
          int cases = dtype == DType.F32 ? 14 : 6;
          catalog.add("6.1", entry.op(), dtype, cases, trial -> forward(entry, trial));
        }
      }
      for (DType dtype : catalog.floats()) {
        if (entry.is(Trait.STEPS)) {
          catalog.add("6.2", entry.op(), dtype, 8, trial -> gradient(entry, trial));
        }
      }
    }
    for (DType dtype : catalog.dtypes()) {
      catalog.add("6.3", "views", dtype, 20, Views::chain);
    }
  }

  private static void forward(Entry entry, Trial trial) {
    Scale scale = trial.choices().flag() ? Scale.EDGES : Scale.TINY;
    Sample sample = trial.about(entry.generator().of(trial.draws(Regime.EXACT, scale, true)));
    Compare.exact("the result", trial.defined(sample), trial.lab().forward(sample));
  }

  private static void gradient(Entry entry, Trial trial) {
    Sample sample = trial.about(entry.generator().of(trial.draws(Regime.EXACT, Scale.TINY, true)));
    List<Arg> g = WholeGradients.cotangents(trial, trial.lab().forward(sample), true);
    List<Array> expected =
        trial.definitions().gradient(sample.dense(), g.stream().map(Arg::dense).toList());
    Compare.exact("the gradient with cotangent " + g, expected, trial.lab().gradient(sample, g));
  }

  private static void chain(Trial trial) {
    Arg x = trial.draws(Regime.EXACT, Scale.TINY, true).plain(Range.SPACED, 4, 3, 6);
    List<UnaryOperator<Tensor>> links = new ArrayList<>();
    for (int i = trial.choices().below(LINKS); i >= 0; i--) {
      links.add(link(trial.choices()));
    }
    Sample sample =
        trial.about(
            new Sample(
                links.size() + " views",
                in -> {
                  Tensor y = in.getFirst();
                  for (UnaryOperator<Tensor> link : links) {
                    y = link.apply(y);
                  }
                  return List.of(y.contiguous());
                },
                List.of(x)));
    Compare.bits("the result", trial.defined(sample), trial.lab().forward(sample));
  }

  /// A view of anything of rank 3.
  private static UnaryOperator<Tensor> link(Choices choices) {
    int axis = choices.below(3);
    return switch (choices.below(5)) {
      case 0 -> x -> x.permute(axis, (axis + 1) % 3, (axis + 2) % 3);
      case 1 -> x -> x.flip(axis);
      case 2 -> x -> x.slice(axis, Math.min(1, x.size(axis) - 1), x.size(axis));
      case 3 -> x -> x.slice(axis, 0, x.size(axis), 2);
      default -> x -> x.reshape(x.size(0) * x.size(1), x.size(2)).unsqueeze(0);
    };
  }
}
