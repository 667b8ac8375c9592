package jacobi.backend.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.spi.BackendProvider;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;
import org.junit.jupiter.api.Test;

/// What the provider says of what it finds, and of what it does not find.
class OpenClProviderTest {
  private static OpenClDevice device(String name, OpenClDevice.Kind kind) {
    return new OpenClDevice(
        new cl_platform_id(),
        new cl_device_id(),
        name,
        "1",
        kind,
        kind == OpenClDevice.Kind.PROCESSOR);
  }

  private static final List<OpenClDevice> DEVICES =
      List.of(
          device("Acme Warp 9", OpenClDevice.Kind.DISCRETE),
          device("Processor of the host", OpenClDevice.Kind.PROCESSOR));

  @Test
  void isFoundByTheServiceLoader() {
    assertTrue(
        ServiceLoader.load(BackendProvider.class).stream()
            .anyMatch(provider -> provider.type() == OpenClProvider.class));
  }

  @Test
  void saysTheSameTwice() {
    var provider = new OpenClProvider();
    String first = provider.probe(new ProbeContext(Map.of())).toString();
    assertEquals(first, provider.probe(new ProbeContext(Map.of())).toString());
  }

  @Test
  void everyDeviceHasANumberAndAName() {
    var found = assertInstanceOf(Probe.Available.class, OpenClProvider.of(DEVICES, null));
    assertEquals(List.of("opencl:0", "opencl:1"), found.devices());
    assertEquals(400, found.score());
    assertEquals("opencl:0 is Acme Warp 9, opencl:1 is Processor of the host", found.notes());
  }

  @Test
  void aPartOfTheNameChooses() {
    var found = assertInstanceOf(Probe.Available.class, OpenClProvider.of(DEVICES, "processor"));
    assertEquals("opencl:0 is Processor of the host", found.notes());
    assertTrue(found.score() < 100, "the cpu backend serves a processor better");
  }

  @Test
  void aNameThatNobodyHasIsExplained() {
    var none = assertInstanceOf(Probe.Unavailable.class, OpenClProvider.of(DEVICES, "Emca"));
    assertEquals("no device's name holds jacobi.opencl.device = Emca", none.reason());
    assertEquals("there is Acme Warp 9, Processor of the host", none.hint());
  }

  @Test
  void noDeviceIsExplained() {
    var none = assertInstanceOf(Probe.Unavailable.class, OpenClProvider.of(List.of(), null));
    assertEquals("OpenCL has no device for OpenCL C 1.2 here", none.reason());
    assertTrue(none.hint().contains("pocl-opencl-icd"), none.hint());
  }

  @Test
  void noLoaderIsExplained() {
    var missing =
        assertThrows(
            UnsatisfiedLinkError.class,
            () -> OpenClLoader.require(List.of("libNoSuchOpenCL.so.1")));
    assertTrue(String.valueOf(missing.getMessage()).contains("libNoSuchOpenCL.so.1"));
    Probe.Unavailable none = OpenClProvider.missing(missing);
    assertEquals("no OpenCL loader: libOpenCL cannot be loaded", none.reason());
    assertTrue(none.hint().contains("ocl-icd-libopencl1"), none.hint());
  }
}
