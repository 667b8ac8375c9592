package jacobi.backend.cpu;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.spi.Backend;
import jacobi.spi.BackendConfig;
import jacobi.spi.BackendProvider;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import jacobi.spi.Spi;
import java.util.List;

/// The backend that always works.
public final class CpuProvider implements BackendProvider {
  private static final int SCORE = 100;

  /// Does nothing; for `ServiceLoader`.
  public CpuProvider() {}

  @Override
  public String id() {
    return "cpu";
  }

  @Override
  public int spiLevel() {
    return Spi.LEVEL;
  }

  @Override
  public Probe probe(ProbeContext context) {
    int processors = Runtime.getRuntime().availableProcessors();
    String notes = "plain Java on %d processors, %s".formatted(processors, vectors());
    return new Probe.Available(List.of("cpu:0"), SCORE, notes);
  }

  private static String vectors() {
    if (Gemm.vectorApi()) {
      return "Vector API %d bits".formatted(Gemm.vectorBits());
    }
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? "Vector API turned off by jacobi.cpu.vector"
        : "no Vector API: for full speed add --add-modules jdk.incubator.vector";
  }

  @Override
  public Backend open(BackendConfig config) {
    int threads = config.threads();
    return Backend.of(new CpuDriver(threads == 0 ? Workers.shared() : Workers.configure(threads)));
  }
}
