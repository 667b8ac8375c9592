package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacobi.Options;
import jacobi.Session;
import jacobi.spi.BackendReport;
import jacobi.tck.report.Summary;
import jacobi.tck.run.Filter;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Profile;
import jacobi.tck.run.Result;
import jacobi.tck.run.Verdict;
import jacobi.tck.trial.Budget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static Options options() {
    BackendReport.Entry entry = entry();
    assumeTrue(entry.isUsable(), entry::toString);
    return Options.of().withBackend("opencl");
  }

  @Test
  void trainingPasses() {
    Options options = options();
    Result result = Conformance.run(options, Plan.of().with(Profile.TRAINING));
    assertTrue(result.outcomes().size() > 1000, result.outcomes().size() + " tests");
    assertEquals(Verdict.PASSED, result.verdict(), () -> String.join("\n", Summary.of(result)));
  }

  /// Sums of unsigned bytes along axes that do not join came out wrong, and only a longer run tries
  /// enough of them.
  @ParameterizedTest
  @ValueSource(strings = {"4.1/REDUCE_SUM/U8", "6.1/REDUCE_SUM/U8"})
  void sumsOfBytesPassALongerRun(String selection) {
    Plan plan = Plan.of().with(Profile.TRAINING).with(Budget.STANDARD).with(Filter.of(selection));
    Result result = Conformance.run(options(), plan);
    assertEquals(Verdict.PASSED, result.verdict(), () -> String.join("\n", Summary.of(result)));
  }

  /// What a GPU computes with other kernels than a processor, here on whatever there is.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "7.1/MATMUL",
        "7.1/REDUCE_SUM",
        "7.1/GATHER",
        "10.1/MATMUL",
        "11.1/LAYER_NORM",
        "11.1/CROSS_ENTROPY",
        "11.1/ATTENTION",
        "22.2/REDUCE_SUM/F32"
      })
  void theKernelsForGpusPass(String selection) {
    Options options = options().withSetting("jacobi.opencl.kernels", "gpu");
    Plan plan = Plan.of().with(Profile.FULL).with(Filter.of(selection));
    Result result = Conformance.run(options, plan);
    assertEquals(Verdict.PASSED, result.verdict(), () -> String.join("\n", Summary.of(result)));
  }
}
