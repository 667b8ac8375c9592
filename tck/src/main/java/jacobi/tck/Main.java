package jacobi.tck;

import jacobi.Options;
import jacobi.tck.report.Reports;
import jacobi.tck.report.Summary;
import jacobi.tck.run.Extra;
import jacobi.tck.run.Filter;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Profile;
import jacobi.tck.run.Result;
import jacobi.tck.run.Run;
import jacobi.tck.run.Verdict;
import jacobi.tck.trial.Budget;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command `jacobi-tck`.
///
/// Exit code 0 is passed, 1 failed or invalid, 2 wrong usage; the last line is the verdict.
@Command(
    name = "jacobi-tck",
    description = "Proves a backend right, or finds where it is not.",
    subcommands = {Mutation.class, Ulps.class},
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  @Option(names = "--backend", description = "Id of the backend, or a device.")
  private @Nullable String backend;

  @Option(
      names = "--class-path",
      description = "The backend's jars, which the launcher puts on the path.")
  private String classPath = "";

  @Option(
      names = "--profile",
      defaultValue = "TRAINING",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if none is given.")
  private Profile profile = Profile.TRAINING;

  @Option(
      names = "--with",
      split = ",",
      description = "What is claimed beyond the profile: ${COMPLETION-CANDIDATES}.")
  private Set<Extra> extras = Set.of();

  @Option(
      names = "--budget",
      defaultValue = "STANDARD",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if none is given.")
  private Budget budget = Budget.STANDARD;

  @Option(names = "--seed", defaultValue = "1", description = "The same cases everywhere.")
  private long seed = 1;

  @Option(names = "--case", description = "C10, 10.1, 10.1/MUL/F32, or one case of it.")
  private @Nullable String selection;

  @Option(names = "--report", description = "Folder for JSON, HTML and JUnit's XML.")
  private @Nullable Path report;

  @Option(names = "--list", description = "Names the tests and runs none.")
  private boolean lists;

  @Option(
      names = "--without-canaries",
      description = "Does not prove that the tests can fail; the result is then INVALID.")
  private boolean trusts;

  @Spec private @Nullable CommandSpec spec;

  private Main() {}

  /// Runs the command and exits with its code.
  public static void main(String[] args) {
    var out = new PrintWriter(System.out, true, System.out.charset());
    var err = new PrintWriter(System.err, true, System.err.charset());
    System.exit(run(out, err, args));
  }

  /// Runs the command, writing where it is told to; the exit code.
  static int run(PrintWriter out, PrintWriter err, String... args) {
    var line = new CommandLine(new Main());
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line.execute(args);
  }

  @Override
  public Integer call() {
    CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
    PrintWriter out = line.getOut();
    if (backend == null) {
      throw new CommandLine.ParameterException(line, "say which: --backend ID");
    }
    Filter filter;
    try {
      filter = selection == null ? Filter.all() : Filter.of(selection);
    } catch (IllegalArgumentException wrong) {
      throw new CommandLine.ParameterException(line, String.valueOf(wrong.getMessage()), wrong);
    }
    Plan plan = new Plan(profile, extras, budget, seed, filter, false, !trusts, classPath);
    Options options = Options.of().withBackend(backend);
    if (lists) {
      new Run(options, plan, _ -> {}).tests().forEach(test -> out.println(test.name()));
      return CommandLine.ExitCode.OK;
    }
    Result result = new Run(options, plan, _ -> {}).run();
    List<String> lines = Summary.of(result);
    lines.forEach(out::println);
    if (report != null) {
      Reports.write(result, report);
    }
    return result.verdict() == Verdict.PASSED ? CommandLine.ExitCode.OK : 1;
  }
}
