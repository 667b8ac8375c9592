package jacobi.models.cli;

import jacobi.models.train.Execution;
import picocli.CommandLine.Option;

/// The option that chooses how steps are run.
final class Compiling {
  @Option(
      names = "--eager",
      description =
          "run training steps op by op, instead of writing them down once and running them from"
              + " there; the same bits")
  private boolean eager;

  Execution execution() {
    return Execution.of(!eager);
  }
}
