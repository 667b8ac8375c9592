package jacobi.backend.blas;

import jacobi.spi.Backend;
import jacobi.spi.BackendConfig;
import jacobi.spi.BackendProvider;
import jacobi.spi.BackendUnavailableException;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import jacobi.spi.Spi;

/// Looks for a BLAS library. Even with one it is not usable: this version has no kernels.
public final class BlasProvider implements BackendProvider {
  private static final String HINT = "use the cpu backend";

  /// Does nothing; for `ServiceLoader`.
  public BlasProvider() {}

  @Override
  public String id() {
    return "blas";
  }

  @Override
  public int spiLevel() {
    return Spi.LEVEL;
  }

  @Override
  public Probe probe(ProbeContext context) {
    try {
      return probe(BlasLibraries.find(context));
    } catch (IllegalCallerException denied) {
      Module module = BlasProvider.class.getModule();
      return new Probe.Unavailable(
          "native access is denied",
          "start with --enable-native-access="
              + (module.isNamed() ? module.getName() : "ALL-UNNAMED"),
          denied);
    }
  }

  private static Probe probe(BlasLibraries libraries) {
    return libraries.found().isEmpty()
        ? new Probe.Unavailable(
            "no BLAS library: " + String.join(", ", libraries.tried()),
            "install one, or name its file by -Djacobi.blas.library")
        : new Probe.Unavailable(
            "found %s, but this version has no native kernels".formatted(libraries.found()), HINT);
  }

  @Override
  public Backend open(BackendConfig config) {
    throw new BackendUnavailableException("this version has no native kernels: " + HINT);
  }
}
