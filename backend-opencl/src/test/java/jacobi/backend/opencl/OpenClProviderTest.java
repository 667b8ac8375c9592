package jacobi.backend.opencl;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.spi.BackendProvider;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class OpenClProviderTest {
  @Test
  void isFoundByTheServiceLoader() {
    assertTrue(
        ServiceLoader.load(BackendProvider.class).stream()
            .anyMatch(provider -> provider.type() == OpenClProvider.class));
  }

  @Test
  void saysWhyItCannotBeUsedTwiceAlike() {
    for (int i = 0; i < 2; i++) {
      Probe probe = new OpenClProvider().probe(new ProbeContext(Map.of()));
      var unavailable = assertInstanceOf(Probe.Unavailable.class, probe);
      assertFalse(unavailable.reason().isBlank());
      assertFalse(unavailable.hint().isBlank());
    }
  }
}
