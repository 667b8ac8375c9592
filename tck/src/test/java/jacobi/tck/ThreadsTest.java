package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.type.JacobiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process has one pool of threads; the first session that asks settles how many there are. The
/// sessions are opened in a JVM of their own, where no other test has settled it.
class ThreadsTest {
  @TempDir Path folder;

  /// Opens sessions one after the other and prints what became of each.
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      int odd = Runtime.getRuntime().availableProcessors() + 1;
      open("first", Options.of().withThreads(odd));
      open("none", Options.of());
      open("none by name", Options.of().withBackend("cpu"));
      open("the same", Options.of().withThreads(odd));
      open("other", Options.of().withThreads(odd + 1));
      open("other by name", Options.of().withBackend("cpu,cpu").withThreads(odd + 1));
      open("negative", Options.of().withThreads(-1));
    }

    private static void open(String name, Options options) {
      try (Session session = Session.open(options)) {
        double sum = session.run(() -> Jacobi.full(3, 2).sum().item());
        System.out.println(name + ": " + sum);
      } catch (JacobiException refused) {
        System.out.println(
            name + ": " + refused.getClass().getSimpleName() + ": " + refused.getMessage());
      }
    }
  }

  @Test
  void whoAsksForNoneUsesWhatIsThereAndAnotherNumberIsRefused()
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectError(folder.resolve("errors").toFile())
            .redirectOutput(log.toFile())
            .start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), "still running");
    int odd = Runtime.getRuntime().availableProcessors() + 1;
    String refused =
        "SettingException: this process already computes with %d threads, %d were asked for:"
                .formatted(odd, odd + 1)
            + " ask for them before the first session is opened, or leave the number out";
    assertEquals(
        List.of(
            "first: 6.0",
            "none: 6.0",
            "none by name: 6.0",
            "the same: 6.0",
            "other: " + refused,
            "other by name: " + refused,
            "negative: SettingException: threads must be at least 1, or 0 for what there is;"
                + " got -1"),
        Files.readAllLines(log));
  }
}
