package sample;

import jacobi.spi.Backend;
import jacobi.spi.BackendConfig;
import jacobi.spi.BackendProvider;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import jacobi.spi.Spi;
import java.util.List;

/// How the backend is found. Neither its constructor nor the probe throws: what may be missing,
/// such as a native library, is looked for in the probe and answered.
public final class SampleProvider implements BackendProvider {
  @Override
  public String id() {
    return "sample";
  }

  @Override
  public int spiLevel() {
    return Spi.LEVEL;
  }

  @Override
  public Probe probe(ProbeContext context) {
    return new Probe.Available(List.of("sample:0"), 1, "plain Java, to be copied");
  }

  @Override
  public Backend open(BackendConfig config) {
    return Backend.of(new SampleDriver());
  }
}
