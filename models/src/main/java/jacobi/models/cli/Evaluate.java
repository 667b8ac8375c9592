package jacobi.models.cli;

import jacobi.Session;
import jacobi.models.data.ImageSet;
import jacobi.models.io.FileException;
import jacobi.models.io.Safetensors;
import jacobi.models.io.Weights;
import jacobi.models.nn.Module;
import jacobi.models.train.Evaluation;
import jacobi.models.vision.Classifier;
import jacobi.random.Seed;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/// `jacobi evaluate`: scores a saved classifier.
@Command(
    name = "evaluate",
    description = "Scores a saved classifier on the test images.",
    mixinStandardHelpOptions = true)
final class Evaluate implements Callable<Integer> {
  @Option(names = "--model", paramLabel = "FILE", required = true, description = "what was saved")
  private Path model = Path.of("model.safetensors");

  @Mixin private final Source source = new Source();
  @Mixin private final Backend backend = new Backend();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    if (source.isIncomplete()) {
      throw new ParameterException(line, "--download wants --data DIR, where to put the files");
    }
    PrintWriter out = line.getOut();
    Safetensors file = Safetensors.read(model);
    String kind = file.metadata().get("model");
    if (kind == null) {
      throw new FileException(
          "%s does not say which model it holds: 'model' is missing from its metadata"
              .formatted(model));
    }
    Classifier classifier = Classifier.named(kind);
    ImageSet images = source.open(out);
    out.printf(
        "model: %s, trained on %s%n", kind, file.metadata().getOrDefault("data", "unknown images"));
    try (Session session = backend.open()) {
      out.println(session.chosen());
      Evaluation evaluation =
          session.run(() -> {
            Module network = classifier.of(Seed.of(0));
            Named.of(model, () -> Weights.load(network, file));
            return Evaluation.of(network, images.test(), images.classes().size());
          });
      out.print(evaluation.table(images.classes()));
      out.printf("test accuracy %.4f%n", evaluation.accuracy());
      out.flush();
    }
    return 0;
  }
}
