package jacobi.models.cli;

import jacobi.Session;
import jacobi.models.data.ImageSet;
import jacobi.models.io.Safetensors;
import java.io.PrintWriter;
import java.nio.file.Path;
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

  @Mixin private final Recipe recipe = new Recipe();
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
    PrintWriter out = line.getOut();
    Safetensors earlier = resume == null ? null : Safetensors.read(resume);
    Settings settings = recipe.settings(earlier == null ? Map.of() : earlier.metadata());
    outputs.checkpointDefault(resume);
    outputs.check();
    try (Session session = backend.open()) {
      out.print(session.report().table());
      out.println(session.chosen());
      ImageSet images = source.open(out);
      return session.run(() -> {
        new Run(settings, compiling.execution(), images, outputs, out).start(from, resume, earlier);
        return 0;
      });
    }
  }
}
