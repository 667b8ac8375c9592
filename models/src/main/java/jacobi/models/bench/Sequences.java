package jacobi.models.bench;

import jacobi.models.nn.Embedding;
import jacobi.models.nn.Initial;
import jacobi.models.nn.LayerNorm;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Lstm;
import jacobi.models.nn.Module;
import jacobi.models.nn.TransformerBlock;
import jacobi.models.optim.Adam;
import jacobi.models.train.Execution;
import jacobi.random.Seed;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// Training steps on sequences.
///
/// `gpt_adamw` guesses each of 16×128 tokens of 65 by a transformer of 4 causal blocks of width 128
/// with 4 heads, without dropout, all weights from `N(0, 0.02²)`, trained by AdamW at 0.0003 with a
/// decay of 0.01. `lstm_adam` reads 32 sequences of 64 vectors of 64 into a state of 256, the last
/// of which goes to one of 10 classes, trained by Adam at 0.001.
final class Sequences {
  private static final Seed SEED = Seed.of(0);
  private static final double DEVIATION = 0.02;

  private static final int TOKENS = 65;
  private static final long TEXTS = 16;
  private static final long CONTEXT = 128;
  private static final long WIDTH = 128;
  private static final int BLOCKS = 4;
  private static final long HEADS = 4;

  private static final long STEPS = 64;
  private static final long BATCH = 32;
  private static final long IN = 64;
  private static final long HIDDEN = 256;

  private Sequences() {}

  static List<Workload> all() {
    return List.of(
        new Workload.Training("gpt_adamw", Sequences::gpt),
        new Workload.Training("lstm_adam", Sequences::lstm));
  }

  private static Steps gpt(Execution how) {
    Module gpt = Gpt.of();
    return Steps.of(
        how,
        gpt,
        Adam.decoupled(gpt, 3e-4, 0.01),
        i -> Operands.below(TOKENS, i, TEXTS, CONTEXT),
        i -> Operands.below(TOKENS, 100 + i, TEXTS * CONTEXT));
  }

  private static Steps lstm(Execution how) {
    Module last =
        new Last(
            Lstm.of(IN, HIDDEN, SEED.at("lstm")),
            Linear.of(HIDDEN, Networks.CLASSES, SEED.at("out")));
    return Steps.of(
        how,
        last,
        Adam.of(last, 0.001),
        i -> Operands.normal(i, STEPS, BATCH, IN),
        i -> Operands.below(Networks.CLASSES, 100 + i, BATCH));
  }

  /// Tokens [N, T] → logits [N·T, tokens].
  ///
  /// @param places [T, width]
  /// @param head [width, tokens], without a bias
  private record Gpt(
      Embedding tokens,
      Parameter places,
      List<TransformerBlock> blocks,
      LayerNorm norm,
      Parameter head)
      implements Module {
    static Gpt of() {
      return new Gpt(
          Embedding.of(TOKENS, WIDTH, DEVIATION, SEED.at("tokens")),
          Parameter.of(Initial.normal(SEED.at("places"), DEVIATION, CONTEXT, WIDTH)),
          IntStream.range(0, BLOCKS)
              .mapToObj(i -> TransformerBlock.causal(WIDTH, HEADS, 0, SEED.at("blocks").at(i)))
              .toList(),
          LayerNorm.of(WIDTH),
          Parameter.of(Initial.normal(SEED.at("head"), DEVIATION, WIDTH, TOKENS)));
    }

    @Override
    public Tensor apply(Tensor x) {
      Tensor y = tokens.apply(x).add(places.get());
      for (TransformerBlock block : blocks) {
        y = block.apply(y);
      }
      return norm.apply(y).reshape(-1, WIDTH).matmul(head.get());
    }
  }

  /// Sequences [T, N, in] → logits [N, classes] of the last state.
  private record Last(Lstm lstm, Linear out) implements Module {
    @Override
    public Tensor apply(Tensor x) {
      return out.apply(lstm.apply(x).select(0, -1));
    }
  }
}
