package jacobi.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class CpuProviderTest {
  private static String vectors() {
    Probe probe = new CpuProvider().probe(new ProbeContext(Map.of()));
    var available = assertInstanceOf(Probe.Available.class, probe);
    assertEquals(List.of("cpu:0"), available.devices());
    int processors = Runtime.getRuntime().availableProcessors();
    return available.notes().replace("plain Java on %d processors, ".formatted(processors), "");
  }

  /// What there is to say if it is there at all; these tests run with the module and without.
  private static String ifPresent(String text) {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? text
        : "no Vector API: for full speed add --add-modules jdk.incubator.vector";
  }

  @Test
  void notesTheWidthOfItsVectorsOrTheFlagThatIsMissing() {
    int bits = Gemm.vectorApi() ? Gemm.vectorBits() : 0;
    assertEquals(ifPresent("Vector API %d bits".formatted(bits)), vectors());
  }

  @Test
  void notesWhatTurnedTheVectorsOff() {
    System.setProperty("jacobi.cpu.vector", "off");
    try {
      assertEquals(ifPresent("Vector API turned off by jacobi.cpu.vector"), vectors());
    } finally {
      System.clearProperty("jacobi.cpu.vector");
    }
  }
}
