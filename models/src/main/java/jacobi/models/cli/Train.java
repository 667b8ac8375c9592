package jacobi.models.cli;

import jacobi.Session;
import jacobi.models.data.ImageSet;
import jacobi.models.io.Safetensors;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `jacobi train`: trains a classifier of images, evaluates it and saves it.
@Command(
    name = "train",
    description = "Trains a classifier of 28x28 images, evaluates it and saves it.",
    mixinStandardHelpOptions = true)
final class Train implements Callable<Integer> {
  /// Options that make no sense for many models.
  private static final List<String> FILES =
      List.of("--resume", "--from", "--save", "--checkpoint", "--history", "--report");

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description =
          "go on with the run of this checkpoint, bit for bit; its options are in it, and it is"
              + " written again unless --checkpoint says where")
  private @Nullable Path resume;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "begin with the weights of this model, as far as names and shapes fit")
  private @Nullable Path from;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description =
          "cross-validate instead: learn K times from all but one part of the training images, be"
              + " judged by that part, print mean ± deviation, save nothing")
  private @Nullable Integer folds;

  @Mixin private final Recipe recipe = new Recipe();
  @Mixin private final WatchOptions watching = new WatchOptions(recipe.given());
  @Mixin private final HabitOptions habits = new HabitOptions(recipe.given());
  @Mixin private final Outputs outputs = new Outputs();
  @Mixin private final Source source = new Source();
  @Mixin private final Compiling compiling = new Compiling();
  @Mixin private final Backend backend = new Backend();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    if (source.isIncomplete()) {
      throw new ParameterException(line, "--download wants --data DIR, where to put the files");
    }
    if (from != null && resume != null) {
      throw new ParameterException(line, "--resume has weights of its own, --from is too much");
    }
    if (folds != null) {
      checkFolds(line, folds);
    }
    PrintWriter out = line.getOut();
    Safetensors earlier = resume == null ? null : Safetensors.read(resume);
    Settings settings =
        recipe.settings(earlier == null ? Map.of() : earlier.metadata(), watching, habits);
    outputs.checkpointDefault(resume);
    if (folds == null) {
      outputs.check();
    }
    try (Session session = backend.open()) {
      out.print(session.report().table());
      out.println(session.chosen());
      ImageSet images = source.open(out);
      return session.run(() -> {
        if (folds != null) {
          new FoldRuns(settings, compiling.execution(), images, folds, out).start();
        } else {
          new Run(settings, compiling.execution(), images, outputs, out)
              .start(from, resume, earlier);
        }
        return 0;
      });
    }
  }

  private static void checkFolds(CommandLine line, int folds) {
    if (folds < 2) {
      throw new ParameterException(line, "--folds is at least 2");
    }
    for (String file : FILES) {
      if (line.getParseResult().hasMatchedOption(file)) {
        throw new ParameterException(
            line, "--folds leaves no model: %s is too much".formatted(file));
      }
    }
  }
}
