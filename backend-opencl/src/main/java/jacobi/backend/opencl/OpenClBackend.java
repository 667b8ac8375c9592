package jacobi.backend.opencl;

import jacobi.spi.Backend;
import jacobi.spi.Driver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The devices of this machine, one driver each.
final class OpenClBackend implements Backend {
  private final List<Driver> drivers;

  OpenClBackend(List<OpenClDevice> devices, @Nullable BinaryCache cache) {
    this.drivers = devices.stream().<Driver>map(device -> new OpenClDriver(device, cache)).toList();
  }

  @Override
  public List<Driver> drivers() {
    return drivers;
  }
}
