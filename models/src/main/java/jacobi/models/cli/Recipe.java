package jacobi.models.cli;

import jacobi.models.vision.Classifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options that say which network learns, and how. A run that is taken up again has those of
/// its file.
final class Recipe {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  private final Given given = new Given(() -> Objects.requireNonNull(command).commandLine());

  /// Where the options of the same run go, whoever declares them.
  Given given() {
    return given;
  }

  @Option(
      names = "--model",
      paramLabel = "mlp|cnn|cnn-bn|resnet",
      description =
          "the network (mlp): one hidden layer, two convolutions, these with batch norm, or"
              + " residual blocks")
  void model(Classifier model) {
    given.put("model", model.id());
  }

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "passes over the training images (mlp and cnn-bn 12, cnn 7, resnet 8)")
  void epochs(int epochs) {
    given.putAtLeast(1, "epochs", epochs);
  }

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "images a step (64, cnn-bn and resnet 128)")
  void batch(int batch) {
    given.putAtLeast(1, "batch", batch);
  }

  @Option(names = "--optimizer", paramLabel = "adam|adamw|sgd", description = "(adam)")
  void optimizer(Descent optimizer) {
    given.put("descent", Choice.name(optimizer));
  }

  @Option(
      names = {"--lr", "--rate"},
      paramLabel = "X",
      description =
          "the learning rate at its highest (0.002, sgd 0.05; cnn-bn twice that, resnet four"
              + " times)")
  void rate(double rate) {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw given.wrong("--lr is positive");
    }
    given.put("rate", rate);
  }

  @Option(
      names = "--schedule",
      paramLabel = "constant|linear|cosine|one-cycle",
      description =
          "how the rate changes (cosine: falls to 0; cnn-bn and resnet one-cycle: rises from 1/25"
              + " during 30 %% of the run, then falls to 0)")
  void schedule(Course course) {
    given.put("course", Choice.name(course));
  }

  @Option(
      names = "--warm-up",
      paramLabel = "F",
      description = "let the rate rise evenly from 0 during this fraction of the run (0)")
  void warmUp(double fraction) {
    given.putShare("warm-up", fraction);
  }

  @Option(names = "--seed", paramLabel = "N", description = "names all random numbers (42)")
  void seed(long seed) {
    given.put("seed", seed);
  }

  @Option(names = "--limit", paramLabel = "N", description = "learn from the first N images only")
  void limit(int images) {
    given.putAtLeast(1, "limit", images);
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
  Settings settings(Map<String, String> earlier, WatchOptions watching, HabitOptions habits) {
    given.goOn(earlier);
    var model = Classifier.named(given.value("model", "mlp"));
    Defaults usual = Defaults.of(model);
    Descent descent =
        given.read("descent", Descent.ADAM, word -> Choice.of(Descent.values(), word));
    return new Settings(
        model,
        given.integer("epochs", usual.epochs()),
        given.integer("batch", usual.batch()),
        descent,
        given.real("rate", usual.rate() * descent.rate()),
        given.read("course", usual.course(), word -> Choice.of(Course.values(), word)),
        given.real("warm-up", 0),
        given.read("seed", 42L, Long::valueOf),
        given.integer("limit", Integer.MAX_VALUE),
        words(given.value("freeze", "")),
        watching.chosen(),
        habits.chosen(model));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : new ArrayList<>(List.of(text.split(" ", -1)));
  }
}
