package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import jacobi.Options;
import jacobi.Session;
import jacobi.spi.Backend;
import jacobi.spi.BackendConfig;
import jacobi.spi.BackendProvider;
import jacobi.spi.BackendReport;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import jacobi.spi.Spi;
import jacobi.tck.report.Summary;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Profile;
import jacobi.tck.run.Result;
import jacobi.tck.run.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The kit on devices with memory of their own, and on whatever else this machine has that has no
/// test of its own.
class DeviceConformanceTest {
  private static final List<String> TESTED = List.of("cpu", "blas", "opencl");

  private record Island() implements BackendProvider {
    @Override
    public String id() {
      return "island";
    }

    @Override
    public int spiLevel() {
      return Spi.LEVEL;
    }

    @Override
    public Probe probe(ProbeContext context) {
      return new Probe.Available(List.of("island:0"), 1, "");
    }

    @Override
    public Backend open(BackendConfig config) {
      return Backend.of(new IslandDriver());
    }
  }

  private static Result run(Options options) {
    Result result = Conformance.run(options, Plan.of().with(Profile.CORE));
    assertTrue(result.outcomes().size() > 1000, result.outcomes().size() + " tests");
    return result;
  }

  private static void passes(Options options) {
    Result result = run(options);
    assertEquals(Verdict.PASSED, result.verdict(), () -> String.join("\n", Summary.of(result)));
  }

  /// No F64, no strides, no host arrays. Its classes lie among tests that know everything, which
  /// rule 32.1 sees.
  @Test
  void aDeviceWithoutDoublesOrStridesPasses() {
    Result result = run(Options.of().withProviders(List.of(new Island())).withBackend("island"));
    assertEquals(
        List.of("32.1/classes"),
        result.failures().stream().map(one -> one.test().id()).toList(),
        () -> String.join("\n", Summary.of(result)));
  }

  @TestFactory
  Stream<DynamicTest> everyOtherBackendPresentPasses() {
    try (Session session = Session.open(Options.of())) {
      return session.report().usable().stream()
          .map(BackendReport.Entry::id)
          .filter(id -> !TESTED.contains(id))
          .map(id -> dynamicTest(id, () -> passes(Options.of().withBackend(id))));
    }
  }
}
