package jacobi.tck.mutant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A virtual machine of its own, for mutants that never end.
///
/// It compiles quickly rather than well, for each mutant is new code; and it is without the Vector
/// API, whose code would serve only once it was compiled well.
final class Child implements AutoCloseable {
  /// The last line of a child that came to its end.
  static final String END = "end";

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Thread reader;

  /// Starts the kit's command with these arguments.
  Child(List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx2g"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "jacobi.tck.Main"));
    command.addAll(args);
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    reader = Thread.ofPlatform().daemon().start(this::read);
  }

  private void read() {
    try (BufferedReader in = process.inputReader()) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    } catch (IOException killed) {
      // It was ended because it took too long; what it had said is there.
      lines.add(END);
      return;
    }
    lines.add(END);
  }

  /// The next line, or null if there is none within so many nanoseconds.
  @Nullable String next(long nanos) {
    try {
      return lines.poll(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    reader.interrupt();
  }
}
