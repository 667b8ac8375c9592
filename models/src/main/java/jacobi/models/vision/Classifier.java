package jacobi.models.vision;

import jacobi.models.nn.Module;
import jacobi.random.Seed;
import jacobi.type.JacobiException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Classifiers of 28×28 grey images in 10 classes: [batch, 1, 28, 28] → logits [batch, 10].
public enum Classifier {
  /// [Mlp]
  MLP(0.2),
  /// [Cnn]
  CNN(0.3),
  /// [NormCnn]
  CNN_BN(0.4),
  /// [ResNet] of eight layers with 16, 32 and 64 channels.
  RESNET(0);

  private final double drop;

  Classifier(double drop) {
    this.drop = drop;
  }

  /// The probability of dropout that suits it.
  public double drop() {
    return drop;
  }

  /// A fresh model.
  public Module of(Seed seed) {
    return of(drop, seed);
  }

  /// A fresh model with another probability of dropout.
  public Module of(double probability, Seed seed) {
    return switch (this) {
      case MLP -> Mlp.of(probability, seed);
      case CNN -> Cnn.of(probability, seed);
      case CNN_BN -> NormCnn.of(probability, seed);
      case RESNET -> ResNet.of(new ResNet.Plan(1, List.of(16, 32, 64), 1, 10, probability), seed);
    };
  }

  /// The name users give.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
    List<String> known = Arrays.stream(values()).map(Classifier::id).toList();
    throw new JacobiException(
        "there is no model '%s': use %s".formatted(id, String.join(" or ", known)));
  }
}
