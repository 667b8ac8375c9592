package jacobi.tck.fake;

import jacobi.Options;
import jacobi.spi.Backend;
import jacobi.spi.BackendConfig;
import jacobi.spi.BackendProvider;
import jacobi.spi.Driver;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import jacobi.spi.Spi;
import java.util.List;
import java.util.function.UnaryOperator;

/// The provider of the kit's own backends.
///
/// @param spiLevel what it says it was compiled against
/// @param planted what is wrong with its driver
public record Fake(int spiLevel, UnaryOperator<Driver> planted) implements BackendProvider {
  /// The name of the backend that is right.
  public static final String ID = "tck-definitions";

  /// Options of the backend that computes primitives by their definitions.
  public static Options right() {
    return with(UnaryOperator.identity());
  }

  /// Options of one with a fault in its driver.
  public static Options with(UnaryOperator<Driver> fault) {
    return Options.of().withProviders(List.of(new Fake(Spi.LEVEL, fault))).withBackend(ID);
  }

  /// Options of one that was compiled against a level of the SPI that never was.
  static Options ofNoLevel() {
    var fake = new Fake(0, UnaryOperator.identity());
    return Options.of().withProviders(List.of(fake)).withBackend(ID);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Probe probe(ProbeContext context) {
    // Nobody gets it without asking for it.
    return new Probe.Available(List.of(ID + ":0"), Integer.MIN_VALUE, "the kit's own");
  }

  @Override
  public Backend open(BackendConfig config) {
    return Backend.of(planted.apply(new Plain()));
  }
}
