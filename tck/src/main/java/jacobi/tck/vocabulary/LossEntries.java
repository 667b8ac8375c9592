package jacobi.tck.vocabulary;

import static jacobi.tck.vocabulary.Entry.sample;

import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Sample;
import jacobi.tensor.LabelOptions;
import jacobi.tensor.Reduction;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;

/// Losses in every reduction.
final class LossEntries {
  private LossEntries() {}

  private interface Loss {
    Tensor of(Tensor x, Tensor target, Reduction reduction);
  }

  static void add(Vocabulary all) {
    all.add(
        "MEAN_SQUARED_ERROR",
        Trait.AFFINE,
        draws -> {
          Arg x = draws.input(Range.PLAIN, 2, draws.power());
          Arg target = draws.input(Range.PLAIN, x.shape());
          return sample("MEAN_SQUARED_ERROR", in -> List.of(in.get(0).mse(in.get(1))), x, target);
        });
    all.add("l1Loss", Trait.PIECEWISE, draws -> pair("l1Loss", Tensor::l1Loss, draws));
    all.add(
        "huberLoss",
        Trait.SMOOTH_ONCE,
        draws -> pair("huberLoss", (x, t, r) -> x.huberLoss(t, 0.75, r), draws));
    all.add(
        "binaryCrossEntropyWithLogits",
        Trait.CURVED,
        draws -> {
          Reduction reduction = reduction(draws);
          Arg x = draws.input(Range.of(-5, 5), draws.other(), draws.power());
          Arg target = draws.input(Range.of(0, 1), x.shape());
          return sample(
              "binaryCrossEntropyWithLogits " + reduction,
              in -> List.of(in.get(0).binaryCrossEntropyWithLogits(in.get(1), reduction)),
              x,
              target);
        });
    all.add(
        "CROSS_ENTROPY",
        Trait.CURVED,
        draws -> {
          Arg x = draws.input(Range.of(-5, 5), draws.some(), 3);
          Arg labels = draws.index(3, x.shape().size(0));
          return sample(
              "CROSS_ENTROPY", in -> List.of(in.get(0).crossEntropy(in.get(1))), x, labels);
        });
    all.add("nllLoss", Trait.CURVED, LossEntries::weighted);
  }

  private static Reduction reduction(Draws draws) {
    return draws.choices().spread(List.of(Reduction.SUM, Reduction.MEAN, Reduction.NONE));
  }

  private static Sample pair(String text, Loss loss, Draws draws) {
    Reduction reduction = reduction(draws);
    Arg x = draws.input(Range.SPACED, 2, draws.power());
    Arg target = draws.input(Range.SHIFTED, x.shape());
    return sample(
        text + " " + reduction, in -> List.of(loss.of(in.get(0), in.get(1), reduction)), x, target);
  }

  /// Classes of different weights, one label that counts nothing.
  private static Sample weighted(Draws draws) {
    Reduction reduction = reduction(draws);
    Arg x = draws.input(Range.of(-5, 0), 3 + draws.choices().below(3), 4);
    int[] rows = new int[(int) x.shape().size(0)];
    // The first counts, or there is no mean.
    java.util.Arrays.setAll(rows, i -> draws.choices().below(i == 0 ? 2 : 4));
    Arg labels = draws.given(DType.I64, Shape.of(rows.length), rows);
    Arg weight = draws.plain(Range.of(0.5, 2), 4);
    return sample(
        "nllLoss " + reduction,
        in ->
            List.of(
                in.get(0)
                    .nllLoss(
                        in.get(1),
                        LabelOptions.of(reduction).withWeight(in.get(2)).withIgnoreIndex(2))),
        x,
        labels,
        weight);
  }
}
