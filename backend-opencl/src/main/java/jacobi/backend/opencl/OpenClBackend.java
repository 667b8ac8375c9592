package jacobi.backend.opencl;

import jacobi.spi.Backend;
import jacobi.spi.Driver;
import jacobi.spi.ProbeContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The devices of this machine, one driver each.
final class OpenClBackend implements Backend {
  private final List<Driver> drivers = new ArrayList<>();

  OpenClBackend(List<OpenClDevice> devices, ProbeContext context) {
    Path folder = CacheFolder.of(context);
    boolean isWanted = context.setting(CacheFolder.SETTING) != null;
    var choices = new Choices(context, folder);
    for (OpenClDevice device : devices) {
      BinaryCache cache = cache(device, folder, isWanted);
      drivers.add(new OpenClDriver(device, cache, choices.of(device, cache)));
    }
  }

  /// PoCL's programs are kept only where that is asked for: it keeps each kernel itself, when it is
  /// first run, and compiles all kernels of a program when it is asked for the binary.
  private static @Nullable BinaryCache cache(
      OpenClDevice device, @Nullable Path folder, boolean isWanted) {
    return folder == null || (device.isPocl() && !isWanted) ? null : new BinaryCache(folder);
  }

  @Override
  public List<Driver> drivers() {
    return List.copyOf(drivers);
  }
}
