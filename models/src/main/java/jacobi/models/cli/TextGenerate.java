package jacobi.models.cli;

import jacobi.Session;
import jacobi.models.text.LanguageModel;
import jacobi.models.text.Writer;
import jacobi.random.Seed;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `jacobi text generate`: lets a saved model continue a text.
@Command(
    name = "generate",
    description = "Lets a saved model of text continue a prompt.",
    mixinStandardHelpOptions = true)
final class TextGenerate implements Callable<Integer> {
  @Option(names = "--model", paramLabel = "FILE", description = "what was saved (${DEFAULT-VALUE})")
  private Path model = Path.of("text.safetensors");

  @Option(names = "--prompt", paramLabel = "S", description = "how it begins (a new line)")
  private String prompt = "\n";

  @Option(names = "--length", paramLabel = "N", description = "characters (${DEFAULT-VALUE})")
  private int length = 500;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "0 takes the likeliest, more is bolder (${DEFAULT-VALUE})")
  private double temperature = 0.8;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "names all random numbers (${DEFAULT-VALUE})")
  private long seed = 42;

  @Mixin private final Backend backend = new Backend();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    if (length < 0 || !(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new ParameterException(line, "--length and --temperature are not negative");
    }
    PrintWriter out = line.getOut();
    try (Session session = backend.open()) {
      String text =
          session.run(() -> {
            var writer = new Writer(LanguageModel.load(model), temperature);
            return writer.write(prompt, length, Seed.of(seed));
          });
      out.println(prompt + text);
      out.flush();
    }
    return 0;
  }
}
