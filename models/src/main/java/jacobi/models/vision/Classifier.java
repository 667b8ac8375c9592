package jacobi.models.vision;

import jacobi.models.nn.Conv2d;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.random.Seed;
import jacobi.tensor.Tensor;
import jacobi.type.JacobiException;
import java.util.Locale;

/// Classifiers of 28×28 grey images in 10 classes: [batch, 1, 28, 28] → logits [batch, 10].
public enum Classifier {
  /// 784 → 256 → 10.
  MLP {
    @Override
    public Module of(Seed seed) {
      return Mlp.of(seed);
    }
  },
  /// Two convolutions with pooling, then two fully connected layers.
  CNN {
    @Override
    public Module of(Seed seed) {
      return Cnn.of(seed);
    }
  };

  /// A fresh model.
  public abstract Module of(Seed seed);

  /// The name users give.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The classifier of a name.
  ///
  /// @throws JacobiException if there is none
  public static Classifier named(String id) {
    for (Classifier classifier : values()) {
      if (classifier.id().equals(id)) {
        return classifier;
      }
    }
    throw new JacobiException("there is no model '" + id + "': use mlp or cnn");
  }

  /// A perceptron with one hidden layer and dropout.
  public record Mlp(Linear hidden, Linear out) implements Module {
    private static final double DROP = 0.2;

    static Mlp of(Seed seed) {
      return new Mlp(Linear.of(784, 256, seed.at("hidden")), Linear.of(256, 10, seed.at("out")));
    }

    @Override
    public Tensor apply(Tensor x) {
      return out.apply(hidden.apply(x.flatten(1)).relu().dropout(DROP));
    }
  }

  /// Convolutions with 16 and 32 channels, each pooled; then 1568 → 128 → 10 with dropout.
  public record Cnn(Conv2d near, Conv2d far, Linear hidden, Linear out) implements Module {
    private static final double DROP = 0.3;

    static Cnn of(Seed seed) {
      return new Cnn(
          Conv2d.same(1, 16, 3, seed.at("near")),
          Conv2d.same(16, 32, 3, seed.at("far")),
          Linear.of(32 * 7 * 7, 128, seed.at("hidden")),
          Linear.of(128, 10, seed.at("out")));
    }

    @Override
    public Tensor apply(Tensor x) {
      Tensor small = near.apply(x).relu().maxPool2d(2);
      Tensor smaller = far.apply(small).relu().maxPool2d(2);
      return out.apply(hidden.apply(smaller.flatten(1)).relu().dropout(DROP));
    }
  }
}
