package jacobi.backend.opencl;

import jacobi.spi.Backend;
import jacobi.spi.BackendConfig;
import jacobi.spi.BackendProvider;
import jacobi.spi.BackendUnavailableException;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import jacobi.spi.Spi;
import java.util.List;
import org.jocl.CL;
import org.jocl.CLException;

/// Looks for OpenCL devices. Even with one it is not usable: this version has no kernels.
public final class OpenClProvider implements BackendProvider {
  private static final String HINT = "use the cpu backend";

  /// Does nothing; for `ServiceLoader`.
  public OpenClProvider() {}

  @Override
  public String id() {
    return "opencl";
  }

  @Override
  public int spiLevel() {
    return Spi.LEVEL;
  }

  @Override
  public Probe probe(ProbeContext context) {
    try {
      List<String> devices = OpenClDevices.names();
      return devices.isEmpty()
          ? new Probe.Unavailable(
              "OpenCL has no device here",
              "install your device's driver; on Debian, pocl-opencl-icd computes on the processor")
          : new Probe.Unavailable(
              "found %s, but this version has no OpenCL kernels"
                  .formatted(String.join(", ", devices)),
              HINT);
    } catch (CLException refused) {
      return new Probe.Unavailable(
          "the OpenCL loader found no vendor's driver (%s)".formatted(refused.getMessage()),
          "install your device's driver; on Debian, pocl-opencl-icd computes on the processor",
          refused);
    } catch (IllegalCallerException denied) {
      return denied(denied);
    } catch (LinkageError missing) {
      // What JOCL's class initializer may not do arrives wrapped.
      if (missing.getCause() instanceof IllegalCallerException denied) {
        return denied(denied);
      }
      return new Probe.Unavailable(
          "no OpenCL loader: libOpenCL cannot be loaded",
          "install your device's driver; on Debian, ocl-icd-libopencl1 is the loader",
          missing);
    }
  }

  private static Probe denied(IllegalCallerException denied) {
    Module module = OpenClProvider.class.getModule();
    String modules =
        module.isNamed() ? module.getName() + "," + CL.class.getModule().getName() : "ALL-UNNAMED";
    return new Probe.Unavailable(
        "native access is denied", "start with --enable-native-access=" + modules, denied);
  }

  @Override
  public Backend open(BackendConfig config) {
    throw new BackendUnavailableException("this version has no OpenCL kernels: " + HINT);
  }
}
