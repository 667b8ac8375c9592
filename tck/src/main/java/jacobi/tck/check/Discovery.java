package jacobi.tck.check;

import jacobi.Options;
import jacobi.Session;
import jacobi.spi.Backend;
import jacobi.spi.BackendConfig;
import jacobi.spi.BackendProvider;
import jacobi.spi.BackendReport;
import jacobi.spi.DriverInfo;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import jacobi.spi.Spi;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Trial;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// C01: a jar on the path is enough.
final class Discovery {
  private Discovery() {}

  static void add(Catalog catalog) {
    catalog.add(
        "1.1",
        "provider",
        null,
        0,
        trial -> {
          String id = entry(trial).id();
          Mismatch.unless(id.matches("[a-z0-9-]+"), "its id is '%s'", id);
        });
    catalog.add(
        "1.2",
        "provider",
        null,
        0,
        trial -> {
          int level = entry(trial).level();
          Mismatch.unless(
              level >= 1 && level <= Spi.LEVEL, "level %d of at most %d", level, Spi.LEVEL);
        });
    catalog.add("1.3", "probe", null, 0, Discovery::probes);
    catalog.add("1.4", "neighbor", null, 0, Discovery::neighbor);
    catalog.add("1.5", "devices", null, 0, Discovery::devices);
    catalog.add("1.6", "device", null, 0, Discovery::describes);
  }

  /// The entry of the backend under test, which owns the default device.
  static BackendReport.Entry entry(Trial trial) {
    Session session = trial.lab().session();
    String device = session.device();
    String id = device.substring(0, device.indexOf(':'));
    return session.report().usable().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new Mismatch(id + " is not among\n" + session.report().table()));
  }

  private static BackendProvider provider(Trial trial) {
    return Objects.requireNonNull(entry(trial).provider());
  }

  private static ProbeContext context(Trial trial) {
    return new ProbeContext(trial.options().settings());
  }

  private static void probes(Trial trial) {
    Probe first = provider(trial).probe(context(trial));
    Probe second = provider(trial).probe(context(trial));
    Mismatch.unless(first.equals(second), "probed as %s, then as %s", first, second);
  }

  /// A provider that throws whatever it is asked.
  private record Thrower() implements BackendProvider {
    @Override
    public String id() {
      return "tck-thrower";
    }

    @Override
    public int spiLevel() {
      return Spi.LEVEL;
    }

    @Override
    public Probe probe(ProbeContext context) {
      throw new Mismatch("a provider that throws");
    }

    @Override
    public Backend open(BackendConfig config) {
      throw new Mismatch("a provider that throws");
    }
  }

  private static void neighbor(Trial trial) {
    Options options = trial.options();
    List<BackendProvider> providers = new ArrayList<>(List.of(new Thrower()));
    providers.addAll(options.providers());
    try (Session session = Session.open(options.withProviders(providers))) {
      String device = session.device();
      Mismatch.unless(
          device.equals(trial.lab().session().device()), "beside it %s is chosen", device);
      boolean told =
          session.report().entries().stream()
              .anyMatch(one -> one.id().equals("tck-thrower") && !one.isUsable());
      Mismatch.unless(told, "the provider that throws is not reported");
    }
  }

  private static void devices(Trial trial) {
    var config = new BackendConfig(context(trial), trial.options().threads());
    Probe probe = provider(trial).probe(context(trial));
    try (Backend backend = provider(trial).open(config)) {
      int drivers = backend.drivers().size();
      int named = probe instanceof Probe.Available found ? found.devices().size() : 0;
      Mismatch.unless(drivers == named, "%d drivers for %d devices", drivers, named);
      Mismatch.unless(
          backend.drivers().equals(backend.drivers()), "other drivers at the second time");
      backend.drivers().forEach(jacobi.spi.Driver::close);
    }
  }

  private static void describes(Trial trial) {
    DriverInfo info = trial.lab().driver().info();
    DriverInfo again = trial.lab().driver().info();
    var wanted = Set.of(DType.F32, DType.I64, DType.I32, DType.BOOL);
    Mismatch.unless(
        info.dtypes().containsAll(wanted), "it declares %s, not all of %s", info.dtypes(), wanted);
    Mismatch.unless(
        info.name().equals(again.name()) && info.dtypes().equals(again.dtypes()),
        "it is %s, then %s",
        info.name(),
        again.name());
  }
}
