package jacobi.tck.vocabulary;

import static jacobi.tck.vocabulary.Entry.sample;

import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Sample;
import jacobi.tensor.Reduction;
import jacobi.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/// Statistics and the distances losses are made of.
final class Measures {
  private Measures() {}

  static void add(Vocabulary all) {
    all.add("var", Trait.CURVED, draws -> rows("var", in -> in.var(1), draws));
    all.add("std", Trait.CURVED, draws -> rows("std", in -> in.std(1), draws));
    all.add("norm", Trait.CURVED, draws -> rows("norm 2", in -> in.norm(2, 1), draws));
    all.add("hingeLoss", Trait.PIECEWISE, Measures::hingeLoss);
    all.add("marginRankingLoss", Trait.PIECEWISE, Measures::marginRankingLoss);
    all.add("tripletMarginLoss", Trait.SMOOTH_ONCE, Measures::tripletMarginLoss);
    all.add("cosineEmbeddingLoss", Trait.SMOOTH_ONCE, Measures::cosineEmbeddingLoss);
    all.add("klDivLoss", Trait.CURVED, Measures::klDivLoss);
  }

  private static Sample hingeLoss(Draws draws) {
    Arg x = draws.input(Range.SPACED, 2, draws.power());
    Arg sign = signs(draws, x);
    return sample(
        "hingeLoss", in -> List.of(in.get(0).hingeLoss(in.get(1), Reduction.MEAN)), x, sign);
  }

  private static Sample marginRankingLoss(Draws draws) {
    Arg x = draws.input(Range.SPACED, 2, draws.power());
    Arg other = draws.input(Range.SHIFTED, x.shape());
    Arg sign = signs(draws, x);
    return sample(
        "marginRankingLoss",
        in -> List.of(in.get(0).marginRankingLoss(in.get(1), in.get(2), 0, Reduction.SUM)),
        x,
        other,
        sign);
  }

  private static Sample tripletMarginLoss(Draws draws) {
    Arg x = draws.input(Range.PLAIN, 2, 3);
    Arg near = draws.input(Range.PLAIN, 2, 3);
    Arg far = draws.input(Range.PLAIN, 2, 3);
    return sample(
        "tripletMarginLoss",
        in -> List.of(in.get(0).tripletMarginLoss(in.get(1), in.get(2), 9, 2, Reduction.MEAN)),
        x,
        near,
        far);
  }

  private static Sample cosineEmbeddingLoss(Draws draws) {
    Arg x = draws.input(Range.POSITIVE, 2, 3);
    Arg other = draws.input(Range.POSITIVE, 2, 3);
    Arg sign = draws.numbers(1, 1);
    return sample(
        "cosineEmbeddingLoss",
        in -> List.of(in.get(0).cosineEmbeddingLoss(in.get(1), in.get(2), 0, Reduction.MEAN)),
        x,
        other,
        sign);
  }

  private static Sample klDivLoss(Draws draws) {
    Arg x = draws.input(Range.of(-5, 0), 2, draws.power());
    Arg target = draws.input(Range.of(0.125, 1), x.shape());
    return sample(
        "klDivLoss", in -> List.of(in.get(0).klDivLoss(in.get(1), Reduction.SUM)), x, target);
  }

  private static Arg signs(Draws draws, Arg x) {
    double[] signs = new double[(int) x.shape().elements()];
    java.util.Arrays.setAll(signs, _ -> draws.choices().flag() ? -1 : 1);
    Arg flat = draws.numbers(signs);
    return new Arg(flat.role(), flat.values(), x.shape(), flat.placement());
  }

  private static Sample rows(String text, UnaryOperator<Tensor> f, Draws draws) {
    Arg x = draws.input(Range.PLAIN, draws.other(), 1 + Math.max(1, draws.size()));
    return sample(text, in -> List.of(f.apply(in.getFirst())), x);
  }
}
