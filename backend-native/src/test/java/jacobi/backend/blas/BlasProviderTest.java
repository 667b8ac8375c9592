package jacobi.backend.blas;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.spi.BackendProvider;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BlasProviderTest {
  @Test
  void isFoundByTheServiceLoader() {
    assertTrue(
        ServiceLoader.load(BackendProvider.class).stream()
            .anyMatch(provider -> provider.type() == BlasProvider.class));
  }

  @Test
  void saysWhyItCannotBeUsed() {
    Probe probe = new BlasProvider().probe(new ProbeContext(Map.of()));
    var unavailable = assertInstanceOf(Probe.Unavailable.class, probe);
    assertFalse(unavailable.reason().isBlank());
    assertFalse(unavailable.hint().isBlank());
  }

  @Test
  void namesTheLibraryItWasToldAbout() {
    var context = new ProbeContext(Map.of("jacobi.blas.library", "no-such-library.so"));
    var unavailable = assertInstanceOf(Probe.Unavailable.class, new BlasProvider().probe(context));
    assertTrue(unavailable.reason().contains("no-such-library.so"), unavailable.reason());
  }
}
