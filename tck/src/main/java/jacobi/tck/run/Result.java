package jacobi.tck.run;

import jacobi.tck.spec.Category;
import jacobi.tck.spec.Level;
import jacobi.tck.spec.Rule;
import java.util.List;

/// What a run found.
///
/// @param backend what was asked for
/// @param device what it was, as it describes itself
/// @param outcomes one for each test that was wanted
/// @param untested rules of the profile that no test of this kit looks at
/// @param canaries for each category with tests whether a fake failed in it
/// @param rung how far the backend is
public record Result(
    String backend,
    String device,
    Plan plan,
    List<Outcome> outcomes,
    List<Rule> untested,
    List<Canary> canaries,
    Rung rung) {
  /// The lists are copied.
  public Result {
    outcomes = List.copyOf(outcomes);
    untested = List.copyOf(untested);
    canaries = List.copyOf(canaries);
  }

  /// A category that was tried on a fake.
  ///
  /// @param fake what was wrong with it
  /// @param seen whether that was found
  /// @param message what was found
  public record Canary(Category category, String fake, boolean seen, String message) {}

  /// All in one word.
  public Verdict verdict() {
    if (!plan.provesItself() || canaries.stream().anyMatch(canary -> !canary.seen())) {
      return Verdict.INVALID;
    }
    return isPassed() ? Verdict.PASSED : Verdict.FAILED;
  }

  /// True if no binding test failed, whether the kit proved itself or not.
  public boolean isPassed() {
    return !outcomes.isEmpty() && failures().isEmpty();
  }

  /// The tests that failed and are binding.
  public List<Outcome> failures() {
    return outcomes.stream().filter(one -> one.failed() > 0 && isBinding(one)).toList();
  }

  private boolean isBinding(Outcome outcome) {
    return outcome.test().rule().level() == Level.REQUIRED || plan.extras().contains(Extra.STRICT);
  }

  /// The line that reruns a case.
  public String command(String selection) {
    return plan.command(backend, selection);
  }
}
