package jacobi.backend.blas;

import jacobi.backend.blas.foreign.Access;
import jacobi.backend.blas.library.Search;
import jacobi.backend.cpu.CpuDriver;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.spi.Backend;
import jacobi.spi.BackendConfig;
import jacobi.spi.BackendProvider;
import jacobi.spi.BackendUnavailableException;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import jacobi.spi.SettingException;
import jacobi.spi.Spi;
import java.util.List;

/// Native libraries on the processor, where there are some.
public final class BlasProvider implements BackendProvider {
  /// Above and below plain Java's.
  private static final int FASTER = 200;

  private static final int SLOWER = 90;

  private static final String HINT =
      "add org.bytedeco:dnnl with the classifier of this platform to the class path, or name a"
          + " library by -Djacobi.blas.library";

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
      Access.require();
      Search search = Search.of(context);
      if (search.oneDnn().isEmpty() && search.cblas().isEmpty()) {
        return new Probe.Unavailable("no library: " + search, HINT);
      }
      return available(new Libraries(search, Settings.of(context)));
    } catch (SettingException malformed) {
      return new Probe.Unavailable(
          String.valueOf(malformed.getMessage()), "change the setting", malformed);
    } catch (IllegalCallerException denied) {
      Module module = BlasProvider.class.getModule();
      return new Probe.Unavailable(
          "native access is denied",
          "start with --enable-native-access="
              + (module.isNamed() ? module.getName() : "ALL-UNNAMED"),
          denied);
    }
  }

  private static Probe available(Libraries libraries) {
    boolean faster = libraries.areFaster();
    String notes =
        "%s; %s (%s)"
            .formatted(
                libraries.names(),
                faster
                    ? "the same bits with any number of threads"
                    : "Java's vectors are wider and compute all but what jacobi.blas.use=always"
                        + " gives away, so cpu is preferred",
                libraries.search());
    return new Probe.Available(List.of("blas:0"), faster ? FASTER : SLOWER, notes);
  }

  @Override
  public Backend open(BackendConfig config) {
    Search search = Search.of(config.context());
    if (search.oneDnn().isEmpty() && search.cblas().isEmpty()) {
      throw new BackendUnavailableException("no library: %s; %s".formatted(search, HINT));
    }
    var libraries = new Libraries(search, Settings.of(config.context()));
    int threads = config.threads();
    Workers workers = threads == 0 ? Workers.shared() : Workers.configure(threads);
    var java = new CpuDriver(workers);
    String name = "processor, %d threads, %s".formatted(workers.threads(), libraries.names());
    return Backend.of(
        new BlasDriver(
            java, name, libraries.products(java, workers), libraries.convolutions(workers)));
  }
}
