package jacobi.runtime;

import jacobi.rules.Rules;
import jacobi.spi.Backend;
import jacobi.spi.DeviceException;
import jacobi.spi.Driver;
import jacobi.tensor.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The devices of an opened backend and the engines that compute on them.
public final class Devices implements AutoCloseable {
  private final String id;
  private final Backend backend;
  private final List<EagerEngine> engines;

  private Devices(String id, Backend backend, List<EagerEngine> engines) {
    this.id = id;
    this.backend = backend;
    this.engines = List.copyOf(engines);
  }

  /// The engines of a backend, its drivers wrapped by `wrap`.
  public static Devices open(
      Opened opened, UnaryOperator<Driver> wrap, Rules rules, boolean hostFallback) {
    List<EagerEngine> engines = new ArrayList<>();
    for (Driver driver : opened.backend().drivers()) {
      String name = opened.id() + ":" + engines.size();
      var device = new Device(name, wrap.apply(driver), opened.level());
      engines.add(new EagerEngine(device, rules, hostFallback));
    }
    return new Devices(opened.id(), opened.backend(), engines);
  }

  /// The engine of device `i`.
  ///
  /// @throws DeviceException if there is none
  public Engine engine(int i) {
    return at(i);
  }

  private EagerEngine at(int i) {
    if (i < 0 || i >= engines.size()) {
      throw new DeviceException(
          "there is no device %s:%d: this backend has %d".formatted(id, i, engines.size()));
    }
    return engines.get(i);
  }

  /// What device `i` has done.
  public Counters counters(int i) {
    return at(i).owner().counters;
  }

  /// Makes the `n`-th allocation on device `i` fail.
  public void failAllocation(int i, long n) {
    at(i).owner().pool.failAllocation(n);
  }

  @Override
  public void close() {
    engines.forEach(engine -> engine.owner().close());
    backend.close();
  }
}
