package jacobi.tck.check;

import jacobi.Options;
import jacobi.rules.Accumulator;
import jacobi.rules.Rules;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.spec.Untested;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// C17: the number of threads does not change bits. A process has one number, so each is tried in
/// one of its own.
final class Threads {
  private static final long PATIENCE_SECONDS = 120;

  private Threads() {}

  static void add(Catalog catalog) {
    catalog.add("17.3", "threads", null, 0, Threads::compare);
  }

  private static void compare(Trial trial) {
    Options options = trial.options();
    String backend = options.backend();
    boolean planted =
        !options.rules().equals(Rules.STANDARD)
            || !options.accumulator().equals(Accumulator.STANDARD);
    if (backend == null || planted || !options.providers().isEmpty()) {
      throw new Untested("what is planted in this process is not there in another");
    }
    int seed = trial.choices().below(1 << 20);
    List<String> one = run(backend, 1, seed);
    for (int threads : new int[] {2, 3}) {
      List<String> other = run(backend, threads, seed);
      for (int i = 0; i < one.size(); i++) {
        Mismatch.unless(
            one.get(i).equals(other.get(i)),
            "%d threads give %s, one gives %s",
            threads,
            other.get(i),
            one.get(i));
      }
    }
  }

  private static List<String> run(String backend, int threads, int seed) {
    try {
      Path file = Files.createTempFile("jacobi-tck", ".txt");
      try {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ModuleLayer.boot()
            .findModule("jdk.incubator.vector")
            .ifPresent(module -> command.addAll(List.of("--add-modules", module.getName())));
        command.addAll(
            List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Digest.class.getName(),
                backend,
                String.valueOf(threads),
                String.valueOf(seed),
                file.toString()));
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          process.destroyForcibly();
          throw new Untested("another process with %d threads did not end well".formatted(threads));
        }
        return Files.readAllLines(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      throw new Mismatch("interrupted", stopped);
    }
  }
}
