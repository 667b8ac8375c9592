package jacobi.tck;

import jacobi.Jacobi;
import jacobi.models.nn.Conv2d;
import jacobi.models.nn.Embedding;
import jacobi.models.nn.Gru;
import jacobi.models.nn.Initial;
import jacobi.models.nn.LayerNorm;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Lstm;
import jacobi.models.nn.Module;
import jacobi.models.nn.Sequential;
import jacobi.models.nn.TransformerBlock;
import jacobi.models.optim.Adam;
import jacobi.models.optim.Optimizer;
import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.tensor.Tensor;
import java.util.List;

/// A model in training by Adam, and a batch for it: the shapes of the benchmarks, smaller.
record Learner(Module model, Optimizer optimizer, List<Tensor> batch) {
  private static final Seed SEED = Seed.of(0);
  private static final int CLASSES = 10;

  /// Kinds of models.
  enum Kind {
    MLP,
    CNN,
    GPT,
    LSTM,
    GRU;

    /// A new model.
    Learner make() {
      return switch (this) {
        case MLP -> of(mlp(), normal(32, 100), below(CLASSES, 32));
        case CNN -> of(cnn(), normal(16, 1, 16, 16), below(CLASSES, 16));
        case GPT -> of(Gpt.of(), below(65, 4, 64), below(65, 4 * 64));
        case LSTM ->
            of(Last.of(Lstm.of(32, 64, SEED.at("rnn"))), normal(12, 16, 32), below(CLASSES, 16));
        case GRU ->
            of(Last.of(Gru.of(32, 64, SEED.at("rnn"))), normal(12, 16, 32), below(CLASSES, 16));
      };
    }
  }

  private static Learner of(Module model, Tensor x, Tensor labels) {
    return new Learner(model, Adam.decoupled(model, 1e-3, 0.01), List.of(x, labels));
  }

  /// A step of training.
  List<Tensor> step(List<Tensor> in) {
    Tensor loss = model.apply(in.get(0)).crossEntropy(in.get(1));
    optimizer.step(loss);
    return List.of(loss);
  }

  private static Module mlp() {
    return Sequential.of(
        Linear.of(100, 128, SEED.at("first")),
        Tensor::relu,
        Linear.of(128, 128, SEED.at("second")),
        Tensor::gelu,
        Linear.of(128, CLASSES, SEED.at("out")));
  }

  private static Module cnn() {
    return Sequential.of(
        Conv2d.same(1, 8, 3, SEED.at("near")),
        Tensor::relu,
        x -> x.maxPool2d(2),
        Conv2d.same(8, 16, 3, SEED.at("far")),
        Tensor::relu,
        x -> x.maxPool2d(2),
        x -> x.flatten(1),
        Linear.of(16 * 4 * 4, CLASSES, SEED.at("out")));
  }

  /// Tokens [N, T] → logits [N·T, tokens].
  private record Gpt(Embedding tokens, TransformerBlock block, LayerNorm norm, Linear head)
      implements Module {
    static Gpt of() {
      return new Gpt(
          Embedding.of(65, 64, 0.1, SEED.at("tokens")),
          TransformerBlock.causal(64, 4, 0.1, SEED.at("block")),
          LayerNorm.of(64),
          Linear.of(64, 65, SEED.at("head")));
    }

    @Override
    public Tensor apply(Tensor x) {
      return head.apply(norm.apply(block.apply(tokens.apply(x)))).reshape(-1, 65);
    }
  }

  /// Sequences [T, N, in] → logits [N, classes] of the last state.
  private record Last(Module recurrent, Linear out) implements Module {
    static Last of(Module recurrent) {
      return new Last(recurrent, Linear.of(64, CLASSES, SEED.at("out")));
    }

    @Override
    public Tensor apply(Tensor x) {
      return out.apply(recurrent.apply(x).select(0, -1));
    }
  }

  private static Tensor normal(long... shape) {
    return Initial.normal(Seed.of(5), 1, shape);
  }

  private static Tensor below(int bound, long... shape) {
    Stream stream = Seed.of(6).stream();
    int[] values = new int[(int) jacobi.type.Shape.of(shape).elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = stream.nextInt(bound);
    }
    return Jacobi.tensor(values, shape);
  }
}
