package jacobi.models.cli;

import jacobi.models.train.Execution;
import picocli.CommandLine.Option;

/// The option that chooses how steps are run.
final class Compiling {
  @Option(
      names = "--compiled",
      description = "write a training step down once and run it from there; the same bits")
  private boolean compiled;

  Execution execution() {
    return Execution.of(compiled);
  }
}
