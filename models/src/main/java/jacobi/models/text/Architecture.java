package jacobi.models.text;

import jacobi.Jacobi;
import jacobi.models.nn.Embedding;
import jacobi.models.nn.Initial;
import jacobi.models.nn.LayerNorm;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Lstm;
import jacobi.models.nn.Module;
import jacobi.models.nn.TransformerBlock;
import jacobi.random.Seed;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Networks that guess the next token: tokens [N, T] → logits [N, T, symbols].
public enum Architecture {
  /// A transformer of causal blocks, as GPT-2.
  GPT {
    @Override
    public Sizes sizes() {
      return new Sizes(4, 128, 4, 128);
    }

    @Override
    public Module of(int symbols, Sizes sizes, double drop, Seed seed) {
      return Gpt.of(symbols, sizes, drop, seed);
    }
  },
  /// A long short-term memory.
  LSTM {
    @Override
    public Sizes sizes() {
      return new Sizes(1, 256, 1, 128);
    }

    @Override
    public Module of(int symbols, Sizes sizes, double drop, Seed seed) {
      return Memory.of(symbols, sizes, drop, seed);
    }
  };

  private static final double DEVIATION = 0.02;

  /// The sizes when nothing else is said.
  public abstract Sizes sizes();

  /// A fresh network.
  ///
  /// @param drop with which probability activations are dropped in training
  public abstract Module of(int symbols, Sizes sizes, double drop, Seed seed);

  /// The name users give.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The architecture of a name.
  ///
  /// @throws TextException if there is none
  public static Architecture named(String id) {
    for (Architecture architecture : values()) {
      if (architecture.id().equals(id)) {
        return architecture;
      }
    }
    throw new TextException("there is no model '" + id + "': use gpt or lstm");
  }

  /// Embedded tokens plus embedded places, blocks, a norm, and a head.
  ///
  /// @param places [context, width]
  public record Gpt(
      Embedding tokens,
      Parameter places,
      List<TransformerBlock> blocks,
      LayerNorm norm,
      Linear head,
      double drop)
      implements Module {
    static Gpt of(int symbols, Sizes sizes, double drop, Seed seed) {
      int width = sizes.width();
      List<TransformerBlock> blocks = new ArrayList<>();
      for (int i = 0; i < sizes.layers(); i++) {
        Seed own = seed.at("blocks").at(i);
        blocks.add(TransformerBlock.causal(width, sizes.heads(), drop, own));
      }
      Tensor first = Initial.normal(seed.at("head"), DEVIATION, symbols, width);
      Tensor places = Initial.normal(seed.at("places"), DEVIATION, sizes.context(), width);
      return new Gpt(
          Embedding.of(symbols, width, DEVIATION, seed.at("tokens")),
          Parameter.of(places),
          List.copyOf(blocks),
          LayerNorm.of(width),
          new Linear(Parameter.of(first), Parameter.of(Jacobi.zeros(symbols))),
          drop);
    }

    @Override
    public Tensor apply(Tensor x) {
      Tensor y = tokens.apply(x).add(places.get().slice(0, 0, x.size(1))).dropout(drop);
      for (TransformerBlock block : blocks) {
        y = block.apply(y);
      }
      return head.apply(norm.apply(y));
    }
  }

  /// Embedded tokens, recurrent layers, and a head.
  public record Memory(Embedding tokens, List<Lstm> layers, Linear head, double drop)
      implements Module {
    static Memory of(int symbols, Sizes sizes, double drop, Seed seed) {
      int width = sizes.width();
      List<Lstm> layers = new ArrayList<>();
      for (int i = 0; i < sizes.layers(); i++) {
        layers.add(Lstm.of(width, width, seed.at("layers").at(i)));
      }
      return new Memory(
          Embedding.of(symbols, width, 1 / StrictMath.sqrt((double) width), seed.at("tokens")),
          List.copyOf(layers),
          Linear.of(width, symbols, seed.at("head")),
          drop);
    }

    @Override
    public Tensor apply(Tensor x) {
      Tensor y = tokens.apply(x.transpose());
      for (Lstm layer : layers) {
        y = layer.apply(y.dropout(drop));
      }
      return head.apply(y.dropout(drop)).transpose(0, 1);
    }
  }
}
