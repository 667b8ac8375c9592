package jacobi.backend.opencl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import java.util.Map;

/// The first OpenCL device of this machine; tests that need one are skipped without, and say what
/// to install.
final class Present {
  private Present() {}

  static OpenClDevice device() {
    Probe probe = new OpenClProvider().probe(new ProbeContext(Map.of()));
    assumeTrue(probe instanceof Probe.Available, probe::toString);
    return OpenClDevice.all().getFirst();
  }
}
