package jacobi.tck.junit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import jacobi.Options;
import jacobi.tck.report.Summary;
import jacobi.tck.run.Extra;
import jacobi.tck.run.Outcome;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Result;
import jacobi.tck.run.Run;
import jacobi.tck.spec.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The kit as a test class: one test for each rule, op and element type.
///
/// ```java
/// class AcmeConformance implements BackendConformance {
///   @Override
///   public Options options() {
///     return Options.of().withBackend("acme");
///   }
/// }
/// ```
public interface BackendConformance {
  /// How sessions of the backend are opened.
  Options options();

  /// What is to be proved; the quick run of profile Training if nothing else is said.
  default Plan plan() {
    return Plan.of();
  }

  /// Runs every test of the plan.
  @TestFactory
  default Stream<DynamicTest> conforms() {
    return new Run(options(), plan(), _ -> {}).each().map(this::test);
  }

  /// Each category was seen to fail on a fake.
  @Test
  default void theKitCanFail() {
    var run = new Run(options(), plan(), _ -> {});
    for (Result.Canary canary : run.canaries()) {
      assertTrue(canary.seen(), canary.toString());
    }
  }

  private DynamicTest test(Run.Pending pending) {
    return DynamicTest.dynamicTest(
        pending.test().name(),
        () -> {
          Outcome outcome = pending.run().get();
          assumeFalse(outcome.isUntested(), outcome.untested());
          String backend = String.valueOf(options().backend());
          if (outcome.failed() > 0) {
            String text = String.join("\n", Summary.failure(outcome, plan(), backend));
            boolean optional = pending.test().rule().level() == Level.OPTIONAL;
            assumeFalse(optional && !plan().extras().contains(Extra.STRICT), text);
            fail(text);
          }
        });
  }
}
