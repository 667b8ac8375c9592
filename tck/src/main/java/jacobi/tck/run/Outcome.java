package jacobi.tck.run;

import jacobi.tck.trial.Test;
import java.util.List;

/// What became of a test.
///
/// @param cases how many cases ran
/// @param worst the greatest error as a part of its bound; 0 where results are exact
/// @param worstCase the case of it, empty if there is none
/// @param failures those cases that failed, the first few
/// @param failed how many failed
/// @param untested why nothing was tried, empty if it was
/// @param nanos how long it took
public record Outcome(
    Test test,
    int cases,
    double worst,
    String worstCase,
    List<Failure> failures,
    int failed,
    String untested,
    long nanos) {
  /// The list is copied.
  public Outcome {
    failures = List.copyOf(failures);
  }

  /// True if it ran, and nothing failed.
  public boolean isPassed() {
    return failed == 0 && untested.isEmpty();
  }

  /// True if nothing was tried.
  public boolean isUntested() {
    return !untested.isEmpty();
  }

  /// True if all failures are ops that the backend declined.
  public boolean isMissing() {
    return failed > 0 && failures.stream().allMatch(Failure::missing);
  }
}
