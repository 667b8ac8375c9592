package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Options;
import jacobi.tck.report.Summary;
import jacobi.tck.run.Extra;
import jacobi.tck.run.Outcome;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Run;
import jacobi.type.DType;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The cpu backend in 16 bits.
class HalfConformanceTest {
  private static final Set<DType> HALF = Set.of(DType.F16, DType.BF16);

  @Test
  void theCpuFollowsEveryRuleInSixteenBits() {
    Plan plan = Plan.of().with(Set.of(Extra.HALF));
    var run = new Run(Options.of().withBackend("cpu"), plan, _ -> {});
    try (Stream<Run.Pending> tests = run.each()) {
      List<Outcome> outcomes =
          tests
              .filter(one -> one.test().dtype() != null && HALF.contains(one.test().dtype()))
              .map(one -> one.run().get())
              .toList();
      assertTrue(outcomes.size() > 2000, outcomes.size() + " tests");
      assertEquals(
          List.of(),
          outcomes.stream()
              .filter(one -> one.failed() > 0)
              .map(one -> String.join("\n", Summary.failure(one, plan, "cpu")))
              .toList());
    }
  }
}
