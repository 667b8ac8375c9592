package jacobi.models.cli;

import jacobi.Session;
import jacobi.models.bench.Budget;
import jacobi.models.bench.Machine;
import jacobi.models.bench.Profile;
import jacobi.models.bench.Row;
import jacobi.models.bench.Stopwatch;
import jacobi.models.bench.Workload;
import jacobi.models.bench.Workloads;
import jacobi.models.io.FileException;
import jacobi.models.train.Execution;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `jacobi bench`: measures workloads.
@Command(
    name = "bench",
    description = "Measures workloads, one after the other.",
    mixinStandardHelpOptions = true)
final class Bench implements Callable<Integer> {
  @Parameters(
      paramLabel = "WORKLOAD",
      arity = "0..*",
      description = "names, or how names begin; --list shows them")
  private List<String> wanted = List.of();

  @Option(
      names = "--compiled",
      description = "writes steps down once and runs them from there; for what is more than one op")
  private boolean compiled;

  @Option(
      names = "--profile",
      description = "shows where the time goes, op by op, instead of measuring")
  private boolean profile;

  @Option(
      names = "--explain",
      description =
          "prints what becomes of compiled training steps: the graph before and after, fused ops,"
              + " memory; instead of measuring")
  private boolean explain;

  @Option(names = "--list", description = "prints the names of all workloads")
  private boolean list;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "appends a line of JSON for each workload")
  private @Nullable Path json;

  @Option(
      names = "--warm",
      paramLabel = "SECONDS",
      defaultValue = "${env:WARM:-2}",
      description = "time before anything counts ($WARM, else 2)")
  private double warm;

  @Option(
      names = "--timed",
      paramLabel = "SECONDS",
      defaultValue = "${env:TIMED:-2}",
      description = "time that counts ($TIMED, else 2)")
  private double timed;

  @Mixin private final Backend backend = new Backend();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    PrintWriter out = line.getOut();
    if (list) {
      Workloads.names(how()).forEach(out::println);
      return 0;
    }
    Set<Workload> workloads = workloads(line);
    if (explain) {
      explain(workloads, out);
    } else if (profile) {
      profile(workloads, out);
    } else {
      measure(workloads, out);
    }
    return 0;
  }

  private void explain(Set<Workload> workloads, PrintWriter out) {
    try (Session session = backend.open()) {
      for (Workload workload : workloads) {
        out.println(session.run(() -> Workloads.explain(workload)));
      }
    }
  }

  private void profile(Set<Workload> workloads, PrintWriter out) {
    var table = new Profile(how(), Budget.of(warm, timed));
    try (Session session = backend.open(table.wrap())) {
      out.println(Machine.line(session));
      for (Workload workload : workloads) {
        out.println(session.run(() -> table.measure(workload)));
      }
    }
  }

  private void measure(Set<Workload> workloads, PrintWriter out) {
    try (Session session = backend.open();
        Writer rows = rows()) {
      out.println(Machine.line(session));
      String peer = "jacobi-" + Machine.backend(session);
      var stopwatch = new Stopwatch(peer, backend.threads(), how(), Budget.of(warm, timed));
      for (Workload workload : workloads) {
        Row row = session.run(() -> stopwatch.measure(workload));
        rows.append(row.json()).append(System.lineSeparator()).flush();
        out.println(row.text());
      }
    } catch (IOException failed) {
      throw new FileException("%s cannot be written: %s".formatted(json, failed), failed);
    }
  }

  private Execution how() {
    return Execution.of(compiled || explain);
  }

  private Set<Workload> workloads(CommandLine line) {
    if (!(warm >= 0 && timed >= 0)) {
      throw new ParameterException(line, "--warm and --timed are not negative");
    }
    String known = "known are " + String.join(" ", Workloads.names(how()));
    if (wanted.isEmpty()) {
      throw new ParameterException(line, "name a workload to measure; " + known);
    }
    Set<Workload> workloads = new LinkedHashSet<>();
    for (String name : wanted) {
      List<Workload> named = Workloads.named(name, how());
      if (named.isEmpty()) {
        throw new ParameterException(
            line,
            "there is no workload '%s'%s; %s"
                .formatted(name, compiled ? " to compile" : "", known));
      }
      workloads.addAll(named);
    }
    return workloads;
  }

  private Writer rows() throws IOException {
    return json == null
        ? Writer.nullWriter()
        : Files.newBufferedWriter(json, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
