package jacobi.models.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import jacobi.Session;
import jacobi.models.data.Digits;
import jacobi.models.data.ImageFolder;
import jacobi.models.data.ImageSet;
import jacobi.models.io.FileException;
import jacobi.models.io.Safetensors;
import jacobi.models.io.Weights;
import jacobi.models.nn.Module;
import jacobi.models.train.Evaluation;
import jacobi.models.vision.Classifier;
import jacobi.random.Seed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `jacobi evaluate`: scores a saved classifier.
@Command(
    name = "evaluate",
    description = "Scores a saved classifier on the test images.",
    mixinStandardHelpOptions = true)
final class Evaluate implements Callable<Integer> {
  @Option(names = "--model", paramLabel = "FILE", required = true, description = "what was saved")
  Path model = Path.of("model.safetensors");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "a folder with the four IDX files; else drawn digits")
  @Nullable Path data;

  @Mixin private final Backend backend = new Backend();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    Safetensors file = Safetensors.read(model);
    String kind = file.metadata().get("model");
    if (kind == null) {
      throw new FileException(
          "%s does not say which model it holds: 'model' is missing from its metadata"
              .formatted(model));
    }
    ImageSet images = data == null ? Digits.standard() : ImageFolder.read(data);
    try (Session session = backend.open()) {
      Evaluation evaluation =
          session.run(
              () -> {
                Module network = Classifier.named(kind).of(Seed.of(0));
                Weights.load(network, file);
                return Evaluation.of(network, images.test(), images.classes().size());
              });
      out.print(evaluation.table(images.classes()));
      out.printf("test accuracy %.4f%n", evaluation.accuracy());
      out.flush();
    }
    return 0;
  }
}
