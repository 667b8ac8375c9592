package sample;

import java.util.List;
import jacobi.spi.Backend;
import jacobi.spi.BackendConfig;
import jacobi.spi.BackendProvider;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import jacobi.spi.Spi;

/// How the backend is found. Its constructor does nothing, and so does the probe: whatever may be
/// missing, such as a native library, is looked for there and answered, never thrown.
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
