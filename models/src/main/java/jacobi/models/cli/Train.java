package jacobi.models.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import jacobi.Session;
import jacobi.models.data.Digits;
import jacobi.models.data.ImageFolder;
import jacobi.models.data.ImageSet;
import jacobi.models.io.FileException;
import jacobi.models.io.Weights;
import jacobi.models.nn.Module;
import jacobi.models.optim.Adam;
import jacobi.models.optim.Optimizer;
import jacobi.models.optim.Sgd;
import jacobi.models.train.Evaluation;
import jacobi.models.train.Trainer;
import jacobi.models.vision.Classifier;
import jacobi.random.Seed;
import jacobi.type.JacobiException;
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
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "a folder with the four IDX files of MNIST or alike; else drawn digits")
  @Nullable Path data;

  @Option(names = "--model", paramLabel = "mlp|cnn", description = "the network (${DEFAULT-VALUE})")
  String model = "mlp";

  @Option(names = "--epochs", paramLabel = "N", description = "passes over the training images")
  int epochs = 8;

  @Option(names = "--batch", paramLabel = "N", description = "images a step (${DEFAULT-VALUE})")
  int batch = 64;

  @Option(names = "--optimizer", paramLabel = "adam|sgd", description = "(${DEFAULT-VALUE})")
  String optimizer = "adam";

  @Option(names = "--rate", paramLabel = "X", description = "the learning rate (${DEFAULT-VALUE})")
  double rate = 1e-3;

  @Option(names = "--seed", paramLabel = "N", description = "names all random numbers")
  long seed = 42;

  @Option(names = "--save", paramLabel = "FILE", description = "where to (${DEFAULT-VALUE})")
  Path save = Path.of("model.safetensors");

  @Mixin private final Backend backend = new Backend();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    checkUsage();
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    Path folder = save.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new FileException("%s cannot be written: there is no folder %s".formatted(save, folder));
    }
    ImageSet images = data == null ? Digits.standard() : ImageFolder.read(data);
    try (Session session = backend.open()) {
      out.print(session.report().table());
      out.println(session.chosen());
      out.printf(
          "data: %s%s, %d images to learn from, %d to be judged by%n",
          images.name(),
          data == null ? " (embedded default; give --data DIR for your own)" : " in " + data,
          images.train().count(),
          images.test().count());
      out.flush();
      return session.run(() -> run(images, out));
    }
  }

  private int run(ImageSet images, PrintWriter out) {
    Seed root = Seed.of(seed);
    Module network = Classifier.named(model).of(root.at("model"));
    Optimizer steps =
        optimizer.equals("sgd") ? Sgd.of(network, rate, 0.9, 0) : Adam.of(network, rate);
    var trainer = new Trainer(network, steps, images.train(), batch, root.at("training"));
    try (var interrupt = Interrupt.of(trainer)) {
      for (int epoch = 1; epoch <= epochs && !trainer.isStopped(); epoch++) {
        var progress = new Progress(out, images.train().count(), epochs);
        trainer.epoch(epoch, progress);
        progress.finish();
      }
      Evaluation evaluation =
          Evaluation.of(network, images.test(), images.classes().size());
      Weights.save(
          network, save, Map.of("format", "jacobi", "model", model, "data", images.name()));
      out.print(evaluation.table(images.classes()));
      out.printf("test accuracy %.4f%n", evaluation.accuracy());
      out.printf("saved %s%n", save);
      out.flush();
    }
    return 0;
  }

  private void checkUsage() {
    var line = java.util.Objects.requireNonNull(spec).commandLine();
    if (epochs < 1 || batch < 1 || !(rate > 0) || backend.threads < 0) {
      throw new ParameterException(
          line, "--epochs, --batch and --threads are at least 1, --rate is positive");
    }
    if (!optimizer.equals("adam") && !optimizer.equals("sgd")) {
      throw new ParameterException(line, "--optimizer is adam or sgd, not " + optimizer);
    }
    try {
      Classifier.named(model);
    } catch (JacobiException unknown) {
      throw new ParameterException(line, unknown.getMessage(), unknown);
    }
  }
}
