package jacobi.tck;

import jacobi.Options;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Result;
import jacobi.tck.run.Run;

/// Proves a backend right, or finds where it is not.
///
/// ```java
/// Result result = Conformance.run(Options.of().withBackend("acme"), Plan.of());
/// ```
public final class Conformance {
  private Conformance() {}

  /// Runs the tests of a plan on the default device of sessions opened so; what is planted in the
  /// options (drivers, rules, accumulators) is part of what is tested.
  public static Result run(Options options, Plan plan) {
    return new Run(options, plan, _ -> {}).run();
  }
}
