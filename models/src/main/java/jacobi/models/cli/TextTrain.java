package jacobi.models.cli;

import jacobi.Session;
import jacobi.models.data.Corpus;
import jacobi.models.io.AtomicFile;
import jacobi.models.nn.Cells;
import jacobi.models.optim.Adam;
import jacobi.models.optim.Optimizer;
import jacobi.models.optim.Schedule;
import jacobi.models.text.Architecture;
import jacobi.models.text.CharTokenizer;
import jacobi.models.text.LanguageModel;
import jacobi.models.text.Sizes;
import jacobi.models.text.TextEvaluation;
import jacobi.models.text.TextTrainer;
import jacobi.random.Seed;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `jacobi text train`: trains a model of text, judges it by what was held out, and saves it.
@Command(
    name = "train",
    description = "Trains a model of text, judges it by what was held out, and saves it.",
    mixinStandardHelpOptions = true)
final class TextTrain implements Callable<Integer> {
  /// Validations on the way, and what part of the held-out text each takes.
  private static final int LINES = 10;

  private static final double DECAY = 0.01;
  private static final double WARM_UP = 0.05;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "a text in UTF-8; else a short tale that comes along")
  private @Nullable Path data;

  @Option(names = "--model", paramLabel = "gpt|lstm", description = "the network (gpt)")
  private Architecture model = Architecture.GPT;

  @Option(names = "--steps", paramLabel = "N", description = "steps (${DEFAULT-VALUE})")
  private int steps = 2000;

  @Option(names = "--batch", paramLabel = "N", description = "windows a step (${DEFAULT-VALUE})")
  private int batch = 16;

  @Option(
      names = {"--lr", "--rate"},
      paramLabel = "X",
      description = "the learning rate at its highest (gpt 0.003, lstm 0.005)")
  private @Nullable Double rate;

  @Option(
      names = "--dropout",
      paramLabel = "P",
      description = "with which probability activations are dropped (${DEFAULT-VALUE})")
  private double drop;

  @Option(names = "--layers", paramLabel = "N", description = "(gpt 4, lstm 1)")
  private @Nullable Integer layers;

  @Option(names = "--width", paramLabel = "N", description = "(gpt 128, lstm 256)")
  private @Nullable Integer width;

  @Option(names = "--heads", paramLabel = "N", description = "of attention (4)")
  private @Nullable Integer heads;

  @Option(names = "--context", paramLabel = "N", description = "characters seen at once (128)")
  private @Nullable Integer context;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "names all random numbers (${DEFAULT-VALUE})")
  private long seed = 42;

  @Option(names = "--save", paramLabel = "FILE", description = "where to (${DEFAULT-VALUE})")
  private Path save = Path.of("text.safetensors");

  @Mixin private final Compiling compiling = new Compiling();
  @Mixin private final Backend backend = new Backend();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    checkUsage();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    AtomicFile.checkWritable(save);
    Corpus corpus = data == null ? Corpus.embedded() : Corpus.read(data);
    out.printf(
        "data: %s%s, %d characters to learn from, %d to be judged by%n",
        corpus.name(),
        data == null ? " (embedded default; --data FILE for another)" : " in " + data,
        corpus.train().length(),
        corpus.validation().length());
    try (Session session = backend.open()) {
      out.println(session.chosen());
      return session.run(() -> run(corpus, out));
    }
  }

  private int run(Corpus corpus, PrintWriter out) {
    Seed root = Seed.of(seed);
    CharTokenizer alphabet = CharTokenizer.of(corpus.train() + corpus.validation());
    LanguageModel network = LanguageModel.of(model, alphabet, sizes(), drop, root.at("model"));
    int[] held = alphabet.encode(corpus.validation());
    double highest = rate();
    Optimizer optimizer = Adam.decoupled(network.network(), highest, DECAY);
    Schedule schedule = Schedule.cosine().warmUp(WARM_UP);
    var plan = new TextTrainer.Plan(steps, batch, highest, schedule, compiling.execution());
    int[] tokens = alphabet.encode(corpus.train());
    var trainer = new TextTrainer(network, optimizer, tokens, plan, root.at("training"));
    out.printf(
        "model: %s, %s, %d symbols, %d parameters; AdamW, rate %s; batch %d; seed %d%n",
        model.id(), sizes(), alphabet.size(), parameters(network), highest, batch, seed);
    out.flush();
    var stopped = new AtomicBoolean();
    try (var _ = Interrupt.of(() -> stopped.set(true))) {
      train(trainer, network, held, stopped, out);
      network.save(save, corpus.name());
      double nats = TextEvaluation.nats(network, held);
      out.printf("validation %.4f nats/char on %d characters%n", nats, held.length - 1);
      out.printf("saved %s%n", save);
      out.flush();
    }
    return 0;
  }

  private void train(
      TextTrainer trainer,
      LanguageModel network,
      int[] held,
      AtomicBoolean stopped,
      PrintWriter out) {
    var progress = new TextProgress(out, steps, trainer.tokensPerStep());
    int[] some = Arrays.copyOf(held, Math.max(2, held.length / LINES));
    for (int step = 1; step <= steps && !stopped.get(); step++) {
      progress.step(trainer.step());
      if (step * LINES / steps > (step - 1) * LINES / steps) {
        progress.finish(TextEvaluation.nats(network, some));
      }
    }
  }

  private Sizes sizes() {
    Sizes usual = model.sizes();
    return new Sizes(
        layers == null ? usual.layers() : layers,
        width == null ? usual.width() : width,
        heads == null ? usual.heads() : heads,
        context == null ? usual.context() : context);
  }

  private double rate() {
    if (rate != null) {
      return rate;
    }
    return switch (model) {
      case GPT -> 3e-3;
      case LSTM -> 5e-3;
    };
  }

  private static long parameters(LanguageModel model) {
    return Cells.parameters(model.network()).stream().mapToLong(p -> p.shape().elements()).sum();
  }

  private void checkUsage() {
    var line = Objects.requireNonNull(spec).commandLine();
    if (steps < 1 || batch < 1) {
      throw new ParameterException(line, "--steps and --batch are at least 1");
    }
    if (!(rate() > 0 && rate() < Double.POSITIVE_INFINITY)) {
      throw new ParameterException(line, "--lr is positive");
    }
    if (!(drop >= 0 && drop < 1)) {
      throw new ParameterException(line, "--dropout is from 0 to below 1");
    }
  }
}
