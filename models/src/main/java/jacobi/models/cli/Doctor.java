package jacobi.models.cli;

import jacobi.Session;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `jacobi doctor`: what this machine offers.
@Command(
    name = "doctor",
    description = "Prints the Java runtime and every backend found, usable or why not.",
    mixinStandardHelpOptions = true)
final class Doctor implements Callable<Integer> {
  @Mixin private final Backend backend = new Backend();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    out.printf(
        "java    %s, %s, %s%n",
        Runtime.version(), System.getProperty("java.vendor"), System.getProperty("java.vm.name"));
    out.printf(
        "system  %s %s, %d processors, heap up to %d MiB%n",
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20);
    try (Session session = backend.open()) {
      out.print(session.report().table());
      out.println(session.chosen());
      out.flush();
      return 0;
    }
  }
}
