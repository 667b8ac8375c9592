package jacobi.tck.run;

import jacobi.op.UnsupportedOpException;
import jacobi.tck.cases.Choices;
import jacobi.tck.cases.Shrinker;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.spec.Untested;
import jacobi.tck.trial.Bench;
import jacobi.tck.trial.Test;
import jacobi.tck.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runs the cases of a test, and makes those smaller that fail.
final class Runner {
  /// How many failing cases of a test are looked for: more say no more.
  private static final int FAILURES = 3;

  private final Bench bench;
  private final Plan plan;

  Runner(Bench bench, Plan plan) {
    this.bench = bench;
    this.plan = plan;
  }

  /// What became of one case.
  ///
  /// @param problem what was thrown, or null
  private record Run(Trial trial, @Nullable RuntimeException problem) {}

  Outcome run(Test test) {
    try {
      return outcome(test);
    } finally {
      bench.rest();
    }
  }

  private Outcome outcome(Test test) {
    long start = System.nanoTime();
    List<Failure> failures = new ArrayList<>();
    double worst = 0;
    String worstCase = "";
    int ran = 0;
    for (Choices choices : cases(test)) {
      String id = test.id() + "#" + number(ran);
      Run run = run(test, choices);
      ran++;
      if (run.problem instanceof Untested untested) {
        return new Outcome(
            test, 0, 0, "", List.of(), 0, String.valueOf(untested.getMessage()), elapsed(start));
      }
      if (run.trial.worst() > worst) {
        worst = run.trial.worst();
        worstCase = id;
      }
      if (run.problem != null) {
        failures.add(failure(test, id, choices.made(), run));
        if (failures.size() == FAILURES || plan.stopsAtFirst()) {
          break;
        }
      }
    }
    return new Outcome(test, ran, worst, worstCase, failures, failures.size(), "", elapsed(start));
  }

  private static long elapsed(long start) {
    return System.nanoTime() - start;
  }

  private int number(int ran) {
    Integer one = plan.filter().number();
    return one != null ? one : ran;
  }

  private List<Choices> cases(Test test) {
    Filter filter = plan.filter();
    String given = filter.choices();
    if (given != null) {
      return List.of(Choices.given(parse(given)));
    }
    int first = number(0);
    int count = filter.number() != null ? 1 : test.cases(plan.budget());
    List<Choices> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cases.add(Choices.drawn(plan.seed(), test.id(), first + i));
    }
    return cases;
  }

  private static List<Integer> parse(String choices) {
    return choices.isEmpty()
        ? List.of()
        : Arrays.stream(choices.split(",")).map(Integer::valueOf).toList();
  }

  private Run run(Test test, Choices choices) {
    var trial = new Trial(bench, test, choices);
    try {
      test.body().run(trial);
      return new Run(trial, null);
    } catch (RuntimeException problem) {
      return new Run(trial, problem);
    } catch (LinkageError | AssertionError | VirtualMachineError broken) {
      return new Run(trial, new Mismatch("threw " + broken, broken));
    }
  }

  private Failure failure(Test test, String id, List<Integer> made, Run run) {
    RuntimeException problem = java.util.Objects.requireNonNull(run.problem);
    List<Integer> smallest =
        Shrinker.shrink(
            made,
            plan.stopsAtFirst() ? 0 : plan.budget().tries(),
            less -> alike(problem, run(test, Choices.given(less)).problem));
    Run again = run(test, Choices.given(smallest));
    boolean same = alike(problem, again.problem);
    String selection =
        test.id() + "!" + smallest.stream().map(String::valueOf).collect(Collectors.joining(","));
    return new Failure(
        id,
        message(run),
        same ? selection : id,
        message(same ? again : run),
        problem instanceof UnsupportedOpException);
  }

  private static boolean alike(RuntimeException one, @Nullable RuntimeException other) {
    return other != null && one.getClass().equals(other.getClass());
  }

  private static String message(Run run) {
    RuntimeException problem = java.util.Objects.requireNonNull(run.problem);
    String what =
        problem instanceof Mismatch ? String.valueOf(problem.getMessage()) : "threw " + problem;
    Throwable cause = problem;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return "%s: %s%s"
        .formatted(run.trial.text(), what, cause.equals(problem) ? "" : ", caused by " + cause);
  }
}
