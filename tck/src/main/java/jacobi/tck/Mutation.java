package jacobi.tck;

import jacobi.Options;
import jacobi.tck.mutant.Bytecode;
import jacobi.tck.mutant.Score;
import jacobi.tck.mutation.Gate;
import jacobi.tck.mutation.GateReport;
import jacobi.tck.mutation.Saboteur;
import jacobi.tck.mutation.Saboteurs;
import jacobi.tck.mutation.Variant;
import jacobi.tck.mutation.Variants;
import jacobi.tck.report.Summary;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Result;
import jacobi.tck.run.Run;
import jacobi.tck.trial.Budget;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command `jacobi-tck mutation`, which measures the kit itself: it must find every defect that
/// is planted, and nothing in what is right.
@Command(
    name = "mutation",
    description = "Plants defects in a correct backend, and sees whether the kit finds them.",
    mixinStandardHelpOptions = true)
final class Mutation implements Callable<Integer> {
  private static final double NANOS = 1e9;

  @Option(
      names = "--on",
      defaultValue = "cpu",
      description = "The correct backend, on the host; ${DEFAULT-VALUE}.")
  private String correct = "cpu";

  @Option(
      names = "--seeds",
      defaultValue = "20",
      description = "How many seeds, from 1 on; ${DEFAULT-VALUE}.")
  private int seeds = 1;

  @Option(names = "--only", split = ",", description = "Saboteurs by number: S07,G12.")
  private @Nullable List<String> only;

  @Spec private @Nullable CommandSpec spec;

  private Mutation() {}

  private CommandLine line() {
    return Objects.requireNonNull(spec).commandLine();
  }

  private <T> List<T> wanted(List<T> all, @Nullable List<String> names, Function<T, String> name) {
    List<T> wanted =
        all.stream().filter(one -> names == null || names.contains(name.apply(one))).toList();
    if (wanted.isEmpty()) {
      throw new CommandLine.ParameterException(line(), "there is none of " + names);
    }
    return wanted;
  }

  @Override
  public Integer call() {
    PrintWriter out = line().getOut();
    List<Saboteur> wanted = wanted(Saboteurs.all(), only, Saboteur::id);
    if (seeds < 1) {
      throw new CommandLine.ParameterException(line(), "no seed");
    }
    long start = System.nanoTime();
    List<Saboteur> planted = wanted.stream().filter(Saboteur::isApplicable).toList();
    var gate = new Gate(Options.of().withBackend(correct), Budget.QUICK);
    List<Gate.Kill> kills = gate.run(planted, seeds, kill -> out.println(GateReport.line(kill)));
    Map<String, String> alarms = gate.alarms(planted, seeds);
    long nanos = System.nanoTime() - start;
    GateReport.end(wanted, kills, alarms, nanos).forEach(out::println);
    return GateReport.passed(kills, alarms) ? CommandLine.ExitCode.OK : 1;
  }

  /// Runs the kit against backends that are right, each in another way.
  @Command(
      name = "variants",
      description = "Runs the kit against legal variants of a correct backend.",
      mixinStandardHelpOptions = true)
  int variants(
      @Option(
              names = "--budget",
              defaultValue = "STANDARD",
              description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if none is given.")
          Budget budget,
      @Option(names = "--only", split = ",", description = "Variants by name: clean,lanes.")
          @Nullable List<String> names) {
    PrintWriter out = line().getOut();
    List<Variant> wanted = wanted(Variants.all(), names, Variant::name);
    Plan plan = Plan.of().with(budget).withoutCanaries();
    long start = System.nanoTime();
    int passed = 0;
    for (Variant variant : wanted) {
      long begin = System.nanoTime();
      Options options = variant.in(Options.of().withBackend(correct));
      Result result = new Run(options, plan, _ -> {}).run();
      passed += result.isPassed() ? 1 : 0;
      if (!result.isPassed()) {
        Summary.of(result).forEach(out::println);
      }
      out.printf(
          "%-10s %s %5d tests %6.1f s  %s%n",
          variant.name(),
          result.isPassed() ? "passed" : "FAILED",
          result.outcomes().size(),
          (System.nanoTime() - begin) / NANOS,
          variant.says());
    }
    out.printf(
        "%s: %d of %d variants pass the %s run in %.0f s%n",
        passed == wanted.size() ? "PASSED" : "FAILED",
        passed,
        wanted.size(),
        budget.name().toLowerCase(java.util.Locale.ROOT),
        (System.nanoTime() - start) / NANOS);
    return passed == wanted.size() ? CommandLine.ExitCode.OK : 1;
  }

  /// Runs the kit against mutants of a backend's class files.
  @Command(
      name = "bytecode",
      description = "Changes instructions of a correct backend, and sees what the kit finds.",
      mixinStandardHelpOptions = true)
  int bytecode(@Mixin Lot lot) {
    PrintWriter out = line().getOut();
    long start = System.nanoTime();
    Score score = lot.bytecode().run(out::println);
    score.lines((System.nanoTime() - start) / NANOS).forEach(out::println);
    return score.isPassed() ? CommandLine.ExitCode.OK : 1;
  }

  /// What a child of [#bytecode] does.
  @Command(name = "trial", hidden = true)
  int trial(@Mixin Lot lot, @Option(names = "--tasks") @Nullable Path tasks) {
    PrintWriter out = line().getOut();
    lot.bytecode()
        .work(
            tasks,
            text -> {
              out.println(text);
              out.flush();
            });
    return CommandLine.ExitCode.OK;
  }

  /// What is drawn.
  static final class Lot {
    @Option(
        names = "--backend",
        defaultValue = "cpu",
        description = "The correct backend, on the class path; ${DEFAULT-VALUE}.")
    private String backend = "cpu";

    @Option(
        names = "--except",
        defaultValue = "Provider|Driver|Accuracy|Warming|Vector|Tile|\\.vector\\.|\\.parallel\\.",
        description = "Classes that are left alone, a regular expression; ${DEFAULT-VALUE}.")
    private String except = "";

    @Option(names = "--seed", defaultValue = "1", description = "Of the lot; ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--count", defaultValue = "500", description = "${DEFAULT-VALUE} mutants.")
    private int count = 1;

    @Option(names = "--case", defaultValue = "", description = "The tests that are run, or all.")
    private String selection = "";

    private Bytecode bytecode() {
      return new Bytecode(backend, except, seed, count, selection);
    }
  }
}
