package jacobi.models.cli;

import jacobi.models.io.FileException;
import jacobi.models.vision.Classifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// The options that decide what comes out of a training run. A run that is taken up again has those
/// of its file.
final class Recipe {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /// What was given, and what the file of the run that is taken up says.
  private final Map<String, String> given = new LinkedHashMap<>();

  @Option(names = "--model", paramLabel = "mlp|cnn", description = "the network (mlp)")
  void model(Classifier model) {
    given.put("model", model.id());
  }

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "passes over the training images (mlp 12, cnn 7)")
  void epochs(int epochs) {
    given.put("epochs", Integer.toString(atLeast(1, "--epochs", epochs)));
  }

  @Option(names = "--batch", paramLabel = "N", description = "images a step (64)")
  void batch(int batch) {
    given.put("batch", Integer.toString(atLeast(1, "--batch", batch)));
  }

  @Option(names = "--optimizer", paramLabel = "adam|adamw|sgd", description = "(adam)")
  void optimizer(Descent optimizer) {
    given.put("descent", Choice.name(optimizer));
  }

  @Option(
      names = {"--lr", "--rate"},
      paramLabel = "X",
      description = "the learning rate to start with; it falls to 0 (0.002, sgd 0.05)")
  void rate(double rate) {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw wrong("--lr is positive");
    }
    given.put("rate", Double.toString(rate));
  }

  @Option(names = "--seed", paramLabel = "N", description = "names all random numbers (42)")
  void seed(long seed) {
    given.put("seed", Long.toString(seed));
  }

  @Option(names = "--limit", paramLabel = "N", description = "learn from the first N images only")
  void limit(int images) {
    given.put("limit", Integer.toString(atLeast(1, "--limit", images)));
  }

  @Option(
      names = "--validate",
      paramLabel = "N",
      description = "score the model after each epoch on the last N images, and do not learn them")
  void validate(int images) {
    given.put("validate", Integer.toString(atLeast(0, "--validate", images)));
  }

  @Option(
      names = "--best",
      description = "save the weights with the best validation accuracy, not the last")
  void best(boolean best) {
    given.put("best", Boolean.toString(best));
  }

  @Option(names = "--norms", description = "measure the norms of each parameter's gradients")
  void norms(boolean norms) {
    given.put("norms", Boolean.toString(norms));
  }

  @Option(
      names = "--freeze",
      paramLabel = "PATTERN",
      description = "do not learn the parameters of such names: near.* for example")
  void freeze(List<String> patterns) {
    given.put("freeze", String.join(" ", patterns));
  }

  /// What was chosen; where nothing was, what an earlier run's file says.
  ///
  /// @param earlier the metadata of a checkpoint, or nothing
  Settings settings(Map<String, String> earlier) {
    var model = Classifier.named(value("model", earlier, "mlp"));
    Descent descent =
        read("descent", earlier, Descent.ADAM, word -> Choice.of(Descent.values(), word));
    int epochs =
        switch (model) {
          case MLP -> 12;
          case CNN -> 7;
        };
    var settings =
        new Settings(
            model,
            read("epochs", earlier, epochs, Integer::valueOf),
            read("batch", earlier, 64, Integer::valueOf),
            descent,
            read("rate", earlier, descent.rate(), Double::valueOf),
            read("seed", earlier, 42L, Long::valueOf),
            read("limit", earlier, Integer.MAX_VALUE, Integer::valueOf),
            read("validate", earlier, 0, Integer::valueOf),
            Boolean.parseBoolean(value("best", earlier, "false")),
            Boolean.parseBoolean(value("norms", earlier, "false")),
            words(value("freeze", earlier, "")));
    if (settings.best() && settings.validate() == 0) {
      throw wrong("--best wants --validate N");
    }
    return settings;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : new ArrayList<>(List.of(text.split(" ", -1)));
  }

  private String value(String name, Map<String, String> earlier, String other) {
    return given.getOrDefault(name, earlier.getOrDefault("run." + name, other));
  }

  private <T> T read(String name, Map<String, String> earlier, T other, Function<String, T> parse) {
    String text = value(name, earlier, String.valueOf(other));
    try {
      return parse.apply(text);
    } catch (NumberFormatException | TypeConversionException malformed) {
      throw new FileException("the checkpoint's '%s' is '%s'".formatted(name, text), malformed);
    }
  }

  private int atLeast(int least, String option, int value) {
    if (value < least) {
      throw wrong("%s is at least %d".formatted(option, least));
    }
    return value;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }
}
