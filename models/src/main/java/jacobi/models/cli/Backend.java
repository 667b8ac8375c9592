package jacobi.models.cli;

import jacobi.Options;
import jacobi.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that choose where to compute.
final class Backend {
  @Option(
      names = "--backend",
      paramLabel = "ID",
      description = "the backend, such as cpu; else the best one found")
  @Nullable String backend;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads to compute with; else one for each processor")
  int threads;

  Session open() {
    return Session.open(Options.of().withBackend(backend).withThreads(threads));
  }
}
