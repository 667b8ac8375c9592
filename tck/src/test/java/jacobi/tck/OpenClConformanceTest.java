package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacobi.Options;
import jacobi.Session;
import jacobi.spi.BackendReport;
import jacobi.tck.report.Summary;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Profile;
import jacobi.tck.run.Result;
import jacobi.tck.run.Verdict;
import org.junit.jupiter.api.Test;

/// The kit's quick run of profile Training on the first OpenCL device; without one it is skipped,
/// and says what to install.
class OpenClConformanceTest {
  private static BackendReport.Entry entry() {
    try (Session session = Session.open(Options.of())) {
      return session.report().entries().stream()
          .filter(one -> one.id().equals("opencl"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void trainingPasses() {
    BackendReport.Entry entry = entry();
    assumeTrue(entry.isUsable(), entry::toString);
    Options options = Options.of().withBackend("opencl");
    Result result = Conformance.run(options, Plan.of().with(Profile.TRAINING));
    assertTrue(result.outcomes().size() > 1000, result.outcomes().size() + " tests");
    assertEquals(Verdict.PASSED, result.verdict(), () -> String.join("\n", Summary.of(result)));
  }
}
