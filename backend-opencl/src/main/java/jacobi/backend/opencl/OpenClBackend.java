package jacobi.backend.opencl;

import jacobi.spi.Backend;
import jacobi.spi.Driver;
import java.util.List;

/// The devices of this machine, one driver each.
final class OpenClBackend implements Backend {
  private final List<Driver> drivers;

  OpenClBackend(List<OpenClDevice> devices) {
    this.drivers = devices.stream().<Driver>map(OpenClDriver::new).toList();
  }

  @Override
  public List<Driver> drivers() {
    return drivers;
  }
}
