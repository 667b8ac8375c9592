package jacobi.spi;

import java.util.List;

/// An opened backend: one driver per device, in the order of [Probe.Available#devices].
public interface Backend extends AutoCloseable {
  /// The drivers, at least one; the same list every time.
  List<Driver> drivers();

  /// Gives everything back; nothing is called afterwards.
  @Override
  default void close() {}

  /// A backend of one device.
  static Backend of(Driver driver) {
    List<Driver> drivers = List.of(driver);
    return () -> drivers;
  }
}
