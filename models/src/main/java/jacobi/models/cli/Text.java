package jacobi.models.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `jacobi text`: models of text.
@Command(
    name = "text",
    description = "Trains models of text and lets them write.",
    mixinStandardHelpOptions = true,
    subcommands = {TextTrain.class, TextGenerate.class})
final class Text implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "say what to do: train or generate");
  }
}
