package jacobi.tck;

import jacobi.Options;
import jacobi.tck.junit.BackendConformance;

/// The cpu backend, as a vendor would prove it.
class CpuConformanceTest implements BackendConformance {
  @Override
  public Options options() {
    return Options.of().withBackend("cpu");
  }
}
