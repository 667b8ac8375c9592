package jacobi.models.cli;

import jacobi.Session;
import jacobi.models.data.ImageSet;
import jacobi.models.io.FileException;
import jacobi.models.io.Safetensors;
import jacobi.models.io.Weights;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Module;
import jacobi.models.optim.Schedule;
import jacobi.models.train.Evaluation;
import jacobi.models.train.Trainer;
import jacobi.models.vision.Classifier;
import jacobi.random.Seed;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
  @Option(names = "--model", paramLabel = "mlp|cnn", description = "the network (mlp)")
  private Classifier model = Classifier.MLP;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "passes over the training images (mlp 12, cnn 7)")
  private @Nullable Integer epochs;

  @Option(names = "--batch", paramLabel = "N", description = "images a step (${DEFAULT-VALUE})")
  private int batch = 64;

  @Option(names = "--optimizer", paramLabel = "adam|adamw|sgd", description = "(adam)")
  private Descent optimizer = Descent.ADAM;

  @Option(
      names = {"--lr", "--rate"},
      paramLabel = "X",
      description = "the learning rate to start with; it falls to 0 (0.002, sgd 0.05)")
  private @Nullable Double rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "names all random numbers (${DEFAULT-VALUE})")
  private long seed = 42;

  @Option(names = "--save", paramLabel = "FILE", description = "where to (${DEFAULT-VALUE})")
  private Path save = Path.of("model.safetensors");

  @Mixin private final Source source = new Source();
  @Mixin private final Backend backend = new Backend();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    checkUsage();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Path folder = save.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder)) {
      throw new FileException(
          "%s cannot be written: its folder is missing or read-only".formatted(save));
    }
    Safetensors.checkReplaceable(save);
    try (Session session = backend.open()) {
      out.print(session.report().table());
      out.println(session.chosen());
      ImageSet images = source.open(out);
      return session.run(() -> run(images, out));
    }
  }

  private int run(ImageSet images, PrintWriter out) {
    Seed root = Seed.of(seed);
    Module network = model.of(root.at("model"));
    double first = rate != null ? rate : optimizer.rate();
    var plan = new Trainer.Plan(epochs(), batch, first, Schedule.cosine());
    var trainer =
        new Trainer(
            network, optimizer.of(network, first), images.train(), plan, root.at("training"));
    out.printf(
        "model: %s, %d parameters; optimizer: %s, rate %s; batch %d; seed %d%n",
        model.id(), size(network), optimizer, first, batch, seed);
    out.flush();
    try (var _ = Interrupt.of(trainer::stop)) {
      for (int epoch = 1; epoch <= epochs() && !trainer.isStopped(); epoch++) {
        var progress = new Progress(out, images.train().count(), epochs());
        trainer.epoch(epoch, progress);
        progress.finish();
      }
      Weights.save(
          network, save, Map.of("format", "jacobi", "model", model.id(), "data", images.name()));
      Evaluation evaluation = Evaluation.of(network, images.test(), images.classes().size());
      out.print(evaluation.table(images.classes()));
      out.printf("test accuracy %.4f%n", evaluation.accuracy());
      out.printf("saved %s%n", save);
      out.flush();
    }
    return 0;
  }

  private int epochs() {
    if (epochs != null) {
      return epochs;
    }
    return switch (model) {
      case MLP -> 12;
      case CNN -> 7;
    };
  }

  private static long size(Module network) {
    return Cells.parameters(network).stream().mapToLong(p -> p.shape().elements()).sum();
  }

  private void checkUsage() {
    var line = Objects.requireNonNull(spec).commandLine();
    if (epochs() < 1 || batch < 1) {
      throw new ParameterException(line, "--epochs and --batch are at least 1");
    }
    if (rate != null && !(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new ParameterException(line, "--lr is positive");
    }
    if (source.isIncomplete()) {
      throw new ParameterException(line, "--download wants --data DIR, where to put the files");
    }
  }
}
