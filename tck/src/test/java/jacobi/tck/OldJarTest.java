package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Options;
import jacobi.tck.report.Summary;
import jacobi.tck.run.Filter;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Result;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A backend that was compiled once, against the first api, runs on that of today. The jar is never
/// built again: what breaks it breaks every vendor's.
class OldJarTest {
  private static final String OLD = "sample-0.1.jar";

  @ParameterizedTest
  @ValueSource(strings = {"C01", "C02", "C03", "C07", "C08", "C10", "C16", "C23", "C33"})
  void itsJarStillPasses(String category) throws Exception {
    URL old = Objects.requireNonNull(OldJarTest.class.getResource(OLD), OLD);
    try (var jar = new BackendJar(Path.of(old.toURI()))) {
      Options options = jar.options("sample");
      Plan plan = Plan.of().with(Filter.of(category)).withoutCanaries();
      Result result = Conformance.run(options, plan);
      assertTrue(result.isPassed(), () -> String.join("\n", Summary.of(result)));
      assertEquals("plain Java", result.device());
    }
  }
}
