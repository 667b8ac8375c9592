import jacobi.tensor.LabelOptions;
import jacobi.tensor.Reduction;
import jacobi.tensor.Tensor;
import java.util.List;
import java.util.Locale;

/// Calls of losses.
final class Losses {
  private Losses() {}

  static List<Tensor> run(Call c, List<Tensor> in) {
    if (!c.has("reduction")) {
      return null;
    }
    var reduction = Reduction.valueOf(c.word("reduction").toUpperCase(Locale.ROOT));
    Tensor loss = byElement(c, in, reduction);
    return List.of(loss == null ? byRow(c, in, reduction) : loss);
  }

  private static Tensor byElement(Call c, List<Tensor> in, Reduction reduction) {
    Tensor x = in.get(0);
    Tensor t = in.get(1);
    return switch (c.op()) {
      case "l1Loss" -> x.l1Loss(t, reduction);
      case "mse" -> x.mse(t, reduction);
      case "huberLoss" -> x.huberLoss(t, c.real("delta"), reduction);
      case "smoothL1Loss" -> x.smoothL1Loss(t, c.real("beta"), reduction);
      case "bce" -> x.binaryCrossEntropy(t, reduction);
      case "bceLogits" ->
          in.size() > 2
              ? x.binaryCrossEntropyWithLogits(t, in.get(2), reduction)
              : x.binaryCrossEntropyWithLogits(t, reduction);
      case "klDiv" -> x.klDivLoss(t, reduction);
      case "hinge" -> x.hingeLoss(t, reduction);
      case "hingeEmbedding" -> x.hingeEmbeddingLoss(t, c.real("margin"), reduction);
      default -> null;
    };
  }

  private static Tensor byRow(Call c, List<Tensor> in, Reduction reduction) {
    Tensor x = in.get(0);
    Tensor t = in.get(1);
    return switch (c.op()) {
      case "marginRanking" -> x.marginRankingLoss(t, in.get(2), c.real("margin"), reduction);
      case "cosineEmbedding" -> x.cosineEmbeddingLoss(t, in.get(2), c.real("margin"), reduction);
      case "tripletMargin" ->
          x.tripletMarginLoss(t, in.get(2), c.real("margin"), c.real("p"), reduction);
      case "nll" -> x.nllLoss(t, options(c, in, reduction));
      case "crossEntropy" -> x.crossEntropy(t, options(c, in, reduction), c.real("smoothing"));
      case "plainCrossEntropy" -> x.crossEntropy(t);
      default -> throw new IllegalArgumentException("no loss " + c.op());
    };
  }

  private static LabelOptions options(Call c, List<Tensor> in, Reduction reduction) {
    LabelOptions options = LabelOptions.of(reduction).withIgnoreIndex(c.whole("ignore"));
    return in.size() > 2 ? options.withWeight(in.get(2)) : options;
  }
}
