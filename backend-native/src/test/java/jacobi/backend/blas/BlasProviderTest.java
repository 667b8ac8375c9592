package jacobi.backend.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.spi.BackendConfig;
import jacobi.spi.BackendProvider;
import jacobi.spi.BackendUnavailableException;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BlasProviderTest {
  private static Probe probe(Map<String, String> settings) {
    return new BlasProvider().probe(new ProbeContext(settings));
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertTrue(
        ServiceLoader.load(BackendProvider.class).stream()
            .anyMatch(provider -> provider.type() == BlasProvider.class));
  }

  @Test
  void saysWhatItFoundAndWhere() {
    var available = assertInstanceOf(Probe.Available.class, probe(Map.of()));
    assertEquals(List.of("blas:0"), available.devices());
    assertTrue(available.notes().contains("oneDNN 3.13.0"), available.notes());
    assertTrue(available.notes().contains("OpenBLAS 0.3.31"), available.notes());
    assertTrue(available.notes().contains("org.bytedeco:dnnl"), available.notes());
    assertTrue(available.notes().contains("the same bits"), available.notes());
  }

  @Test
  void withoutALibraryItIsUnavailableAndSaysWhatToAdd() {
    var settings = Map.of("jacobi.blas.library", "no-such-library.so");
    var unavailable = assertInstanceOf(Probe.Unavailable.class, probe(settings));
    assertTrue(unavailable.reason().contains("no-such-library.so"), unavailable.reason());
    assertTrue(unavailable.hint().contains("org.bytedeco:dnnl"), unavailable.hint());
    var config = new BackendConfig(new ProbeContext(settings), 0);
    var thrown =
        assertThrows(BackendUnavailableException.class, () -> new BlasProvider().open(config));
    assertTrue(thrown.getMessage().contains("no-such-library.so"), thrown.getMessage());
  }

  @Test
  void aMalformedSettingIsExplained() {
    for (var setting :
        List.of(
            Map.of("jacobi.blas.use", "sometimes"),
            Map.of("jacobi.blas.call", "long"),
            Map.of("jacobi.blas.call", "-1"))) {
      var unavailable = assertInstanceOf(Probe.Unavailable.class, probe(setting));
      String name = setting.keySet().iterator().next();
      assertTrue(unavailable.reason().startsWith(name), unavailable.reason());
    }
  }
}
