package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.spi.BackendReport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Java virtual machine finds its own handlers of signals after a driver has compiled kernels.
/// It asks itself in a process of its own, with a driver that has nothing compiled from before.
class OpenClSignalsTest {
  @TempDir Path folder;

  /// Computes on OpenCL, time and again with kernels that are new, and prints what has changed.
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws JMException {
      System.out.println("before: " + changed());
      try (Session session = Session.open(Options.of().withBackend("opencl"))) {
        session.run(() -> Jacobi.full(3, 2).sum().item());
        System.out.println("after a sum: " + changed());
        session.run(() -> Jacobi.full(3, 2, 2).matmul(Jacobi.full(3, 2, 2)).sum().item());
        System.out.println("after a product: " + changed());
      }
      System.out.println("closed: " + changed());
    }

    /// The signals that others handle than before. PoCL watches for kernels that divide by zero,
    /// and hands on what else it sees.
    private static List<String> changed() throws JMException {
      String info =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "vmInfo",
                      new Object[0],
                      new String[0]);
      List<String> lines = info.lines().map(String::strip).toList();
      List<String> changed = new ArrayList<>();
      int signals = 0;
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (line.startsWith("SIG")) {
          signals++;
          if (lines.get(i + 1).contains("Handler was modified") && !line.startsWith("SIGFPE:")) {
            changed.add(line);
          }
        }
      }
      assertTrue(signals > 5, info);
      return changed;
    }
  }

  private static void requireDevice() {
    try (Session session = Session.open(Options.of())) {
      BackendReport.Entry entry =
          session.report().entries().stream()
              .filter(one -> one.id().equals("opencl"))
              .findFirst()
              .orElseThrow();
      assumeTrue(entry.isUsable(), entry::toString);
    }
  }

  @Test
  void handlersStayAsTheyWere() throws IOException, InterruptedException {
    requireDevice();
    Path log = folder.resolve("log");
    Path errors = folder.resolve("errors");
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectError(errors.toFile())
            .redirectOutput(log.toFile());
    // Where PoCL keeps what it has compiled.
    builder.environment().put("POCL_CACHE_DIR", folder.resolve("kernels").toString());
    Process process = builder.start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES), "still running");
    assertEquals(
        List.of("before: []", "after a sum: []", "after a product: []", "closed: []"),
        Files.readAllLines(log),
        Files.readString(errors));
  }
}
