package jacobi.tck.blas;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Options;
import jacobi.tck.junit.BackendConformance;
import jacobi.tck.run.Plan;
import jacobi.tck.trial.Bench;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The native backend with one library, which computes all it can, faster or not.
@Tag("native-libraries")
interface LibraryConformance extends BackendConformance {
  /// The library, as the setting `jacobi.blas.library` names it.
  String library();

  /// What the library calls itself.
  String title();

  @Override
  default Options options() {
    return Options.of()
        .withBackend("blas")
        .withSetting("jacobi.blas.library", library())
        .withSetting("jacobi.blas.use", "always");
  }

  /// The quick run of profile Training.
  @Override
  default Plan plan() {
    return Plan.of();
  }

  @Test
  default void itIsThisLibraryThatIsTested() {
    try (Bench bench = new Bench(options())) {
      String device = bench.lab().driver().info().name();
      assertTrue(device.contains(title()), device);
    }
  }
}
