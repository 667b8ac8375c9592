package jacobi.tck.run;

import jacobi.Options;
import jacobi.tck.check.Checks;
import jacobi.tck.spec.Category;
import jacobi.tck.spec.Rule;
import jacobi.tck.spec.Specification;
import jacobi.tck.trial.Bench;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Test;
import jacobi.type.DType;
import jacobi.type.JacobiException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// One run of the kit against one backend.
public final class Run {
  private final Options options;
  private final Plan plan;
  private final Consumer<Outcome> listener;
  private final Specification specification = Specification.read();

  /// A run that is still to come.
  ///
  /// @param listener is told of each outcome as it comes
  public Run(Options options, Plan plan, Consumer<Outcome> listener) {
    this.options = options;
    this.plan = plan;
    this.listener = listener;
  }

  /// Runs the tests that are wanted.
  public Result run() {
    String backend = String.valueOf(options.backend());
    try (Bench bench = new Bench(options)) {
      String device;
      List<Test> tests;
      try {
        device = bench.lab().info().name();
        tests = tests(bench);
      } catch (JacobiException | UnsatisfiedLinkError closed) {
        Rung none = Rung.none(String.valueOf(closed.getMessage()));
        return new Result(backend, "none", plan, List.of(), List.of(), List.of(), none);
      }
      List<Result.Canary> canaries = plan.provesItself() ? canaries(tests) : List.of();
      List<Outcome> outcomes = outcomes(bench, tests);
      return new Result(
          backend, device, plan, outcomes, untested(tests), canaries, Rung.of(outcomes));
    }
  }

  /// The tests that would run.
  public List<Test> tests() {
    try (Bench bench = new Bench(options)) {
      return tests(bench);
    }
  }

  /// A test that runs when it is asked to.
  public record Pending(Test test, Supplier<Outcome> run) {}

  /// The tests that would run, each for itself; close the stream after the last.
  public Stream<Pending> each() {
    var bench = new Bench(options);
    var runner = new Runner(bench, plan);
    return tests(bench).stream()
        .map(test -> new Pending(test, () -> runner.run(test)))
        .onClose(bench::close);
  }

  /// For each category with tests whether a fake failed in it.
  public List<Result.Canary> canaries() {
    return canaries(tests());
  }

  private List<Test> tests(Bench bench) {
    Set<DType> declared = EnumSet.copyOf(bench.lab().info().dtypes());
    if (!plan.extras().contains(Extra.HALF)) {
      declared.removeAll(Set.of(DType.F16, DType.BF16));
    }
    var catalog = new Catalog(specification, declared);
    Checks.add(catalog);
    Set<Category> wanted = wanted();
    return catalog.tests().stream()
        .filter(test -> wanted.contains(test.rule().category()) && plan.filter().takes(test))
        .toList();
  }

  private Set<Category> wanted() {
    Set<Category> wanted = EnumSet.copyOf(plan.profile().categories());
    if (plan.extras().contains(Extra.PERF)) {
      wanted.add(Category.C29);
    }
    return wanted;
  }

  private List<Outcome> outcomes(Bench bench, List<Test> tests) {
    var runner = new Runner(bench, plan);
    List<Outcome> outcomes = new ArrayList<>();
    for (Test test : tests) {
      Outcome outcome = runner.run(test);
      outcomes.add(outcome);
      listener.accept(outcome);
      if (outcome.failed() > 0 && plan.stopsAtFirst()) {
        break;
      }
    }
    return outcomes;
  }

  private List<Result.Canary> canaries(List<Test> tests) {
    Set<Category> categories = EnumSet.noneOf(Category.class);
    tests.forEach(test -> categories.add(test.rule().category()));
    var tried = new Canaries(specification);
    List<Result.Canary> canaries = new ArrayList<>();
    for (Category category : categories) {
      Result.Canary canary = tried.of(category);
      if (canary != null) {
        canaries.add(canary);
      }
    }
    return canaries;
  }

  private List<Rule> untested(List<Test> tests) {
    if (!plan.filter().equals(Filter.all())) {
      return List.of();
    }
    List<Rule> untested = new ArrayList<>(specification.rules());
    Set<Category> wanted = wanted();
    untested.removeIf(rule -> !wanted.contains(rule.category()));
    tests.forEach(test -> untested.remove(test.rule()));
    return untested;
  }
}
