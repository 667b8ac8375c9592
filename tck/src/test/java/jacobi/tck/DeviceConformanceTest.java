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

/// The kit on devices with memory of their own, and on whatever else this machine has.
class DeviceConformanceTest {
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

  private static void passes(Options options) {
    Result result = Conformance.run(options, Plan.of().with(Profile.CORE));
    assertEquals(Verdict.PASSED, result.verdict(), () -> String.join("\n", Summary.of(result)));
    assertTrue(result.outcomes().size() > 1000, result.outcomes().size() + " tests");
  }

  /// No F64, no strides, no host arrays.
  @Test
  void aDeviceWithoutDoublesOrStridesPasses() {
    passes(Options.of().withProviders(List.of(new Island())).withBackend("island"));
  }

  @TestFactory
  Stream<DynamicTest> everyOtherBackendPresentPasses() {
    try (Session session = Session.open(Options.of())) {
      return session.report().usable().stream()
          .map(BackendReport.Entry::id)
          .filter(id -> !id.equals("cpu"))
          .map(id -> dynamicTest(id, () -> passes(Options.of().withBackend(id))));
    }
  }
}
