package jacobi.backend.opencl;

import jacobi.spi.Backend;
import jacobi.spi.BackendConfig;
import jacobi.spi.BackendProvider;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import jacobi.spi.SettingException;
import jacobi.spi.Spi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jocl.CL;
import org.jocl.CLException;
import org.jspecify.annotations.Nullable;

/// Finds OpenCL devices, the most desirable first: `opencl:0`.
///
/// The setting `jacobi.opencl.device` leaves those whose name holds its text;
/// `jacobi.opencl.kernels=gpu` lets a processor compute with the kernels for GPUs, slowly;
/// `jacobi.opencl.cache` is the folder that built programs are kept in, or `off`;
/// `jacobi.opencl.tune=on` measures how products are best cut on a GPU, and keeps it there.
public final class OpenClProvider implements BackendProvider {
  /// The setting that chooses devices by a part of their names.
  private static final String DEVICE = "jacobi.opencl.device";

  /// The setting that makes every device compute with the kernels for GPUs.
  private static final String KERNELS = "jacobi.opencl.kernels";

  private static final String HINT =
      "install your device's driver; on Debian, pocl-opencl-icd computes on the processor";

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
      return of(OpenClDevice.all(), context.setting(DEVICE));
    } catch (CLException refused) {
      return new Probe.Unavailable(
          "the OpenCL loader found no vendor's driver (%s)".formatted(refused.getMessage()),
          HINT,
          refused);
    } catch (IllegalCallerException denied) {
      return denied(denied);
    } catch (LinkageError missing) {
      // What JOCL's class initializer may not do arrives wrapped.
      return missing.getCause() instanceof IllegalCallerException denied
          ? denied(denied)
          : missing(missing);
    }
  }

  /// What these devices mean to somebody who wants one whose name holds `part`.
  static Probe of(List<OpenClDevice> all, @Nullable String part) {
    if (all.isEmpty()) {
      return new Probe.Unavailable("OpenCL has no device for OpenCL C 1.2 here", HINT);
    }
    List<OpenClDevice> devices = chosen(all, part);
    if (devices.isEmpty()) {
      return new Probe.Unavailable(
          "no device's name holds %s = %s".formatted(DEVICE, part),
          "there is " + String.join(", ", all.stream().map(OpenClDevice::name).toList()));
    }
    List<String> names = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (OpenClDevice device : devices) {
      names.add("opencl:" + names.size());
      notes.add("opencl:%d is %s".formatted(notes.size(), device.name()));
    }
    return new Probe.Available(names, score(devices.getFirst()), String.join(", ", notes));
  }

  private static List<OpenClDevice> chosen(List<OpenClDevice> all, @Nullable String part) {
    if (part == null) {
      return all;
    }
    String wanted = part.toLowerCase(Locale.ROOT);
    return all.stream()
        .filter(device -> device.name().toLowerCase(Locale.ROOT).contains(wanted))
        .toList();
  }

  /// A processor comes after the cpu backend, which serves it better.
  private static int score(OpenClDevice device) {
    return switch (device.kind()) {
      case DISCRETE -> 400;
      case INTEGRATED, ACCELERATOR -> 300;
      case PROCESSOR -> 50;
    };
  }

  /// What it means that no loader was found.
  static Probe.Unavailable missing(LinkageError missing) {
    return new Probe.Unavailable(
        "no OpenCL loader: libOpenCL cannot be loaded",
        "install your device's driver; on Debian, ocl-icd-libopencl1 is the loader",
        missing);
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
    List<OpenClDevice> devices = chosen(OpenClDevice.all(), config.context().setting(DEVICE));
    String kernels = config.context().setting(KERNELS);
    if (kernels == null) {
      return new OpenClBackend(devices, config.context());
    }
    if (!kernels.equals("gpu")) {
      throw new SettingException("%s is gpu or not set, got %s".formatted(KERNELS, kernels));
    }
    return new OpenClBackend(devices.stream().map(OpenClDevice::asGpu).toList(), config.context());
  }
}
