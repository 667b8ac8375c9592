package jacobi.models.cli;

import jacobi.Options;
import jacobi.Session;
import jacobi.spi.Driver;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that choose where to compute.
final class Backend {
  @Option(
      names = "--backend",
      paramLabel = "ID",
      description = "the backend, such as cpu; else the best one found")
  @Nullable String backend;

  private int threads;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads to compute with; else one for each processor")
  void threads(int count) {
    if (count < 1) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(), "--threads is at least 1");
    }
    threads = count;
  }

  /// How many threads compute.
  int threads() {
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }

  Session open() {
    return open(UnaryOperator.identity());
  }

  /// Opens a session whose drivers are wrapped.
  Session open(UnaryOperator<Driver> wrap) {
    return Session.open(Options.of().withBackend(backend).withThreads(threads).withDriver(wrap));
  }
}
