package jacobi;

import jacobi.rules.Rules;
import jacobi.runtime.Choice;
import jacobi.runtime.Counters;
import jacobi.runtime.Devices;
import jacobi.runtime.Discovery;
import jacobi.runtime.Opened;
import jacobi.spi.BackendConfig;
import jacobi.spi.BackendReport;
import jacobi.spi.BackendUnavailableException;
import jacobi.spi.DeviceException;
import jacobi.spi.NoBackendException;
import jacobi.spi.ProbeContext;
import jacobi.spi.SettingException;
import jacobi.tensor.Engine;
import jacobi.tensor.Mode;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The backends that are open, their devices and rules.
///
/// One session is shared by all who use [Jacobi]; it opens at first use, and a failed opening can
/// be tried again. Private sessions are for tests, tools and conformance kits.
public final class Session implements AutoCloseable {
  private final Options options;
  private final BackendReport report;
  private final Opened first;
  private final BackendConfig config;
  private final Rules rules;
  private final Map<String, Devices> open = new LinkedHashMap<>();

  private Session(Options options, BackendReport report, Opened first, BackendConfig config) {
    this.options = options;
    this.report = report;
    this.first = first;
    this.config = config;
    this.rules = new CustomRules(options.rules(), options.custom());
    open.put(first.id(), devices(first));
  }

  /// Opens a session of one's own.
  ///
  /// @throws NoBackendException if no backend can be used
  /// @throws BackendUnavailableException if the one asked for cannot
  /// @throws SettingException if another number of threads was settled by an earlier session
  public static Session open(Options options) {
    var context = new ProbeContext(options.settings());
    BackendReport report = Discovery.find(context, options.classLoader(), options.providers());
    var config = new BackendConfig(context, options.threads());
    return new Session(options, report, Choice.open(report, options.backend(), config), config);
  }

  /// The session that [Jacobi] uses.
  static Session shared() {
    return Shared.session();
  }

  private Devices devices(Opened opened) {
    return Devices.open(opened, options.driver(), rules, options.hostFallback());
  }

  /// What was found, and why each backend can or cannot be used.
  public BackendReport report() {
    return report;
  }

  /// What was chosen and why, in one line.
  public String chosen() {
    return first.reason();
  }

  /// The name of the default device, such as `cpu:0`.
  public String device() {
    return engine().device();
  }

  /// The engine of the default device.
  public Engine engine() {
    return open(first.id()).engine(0);
  }

  /// The engine of a device such as `cpu:0`, or of a backend's first device such as `cpu`. The
  /// backend is opened if it is not.
  ///
  /// @throws BackendUnavailableException if there is no such backend, or it cannot be used
  /// @throws DeviceException if the backend has no such device
  public Engine engine(String device) {
    int colon = device.indexOf(':');
    String id = colon < 0 ? device : device.substring(0, colon);
    Devices devices = open(id);
    if (colon < 0) {
      return devices.engine(0);
    }
    try {
      return devices.engine(Integer.parseInt(device.substring(colon + 1)));
    } catch (NumberFormatException malformed) {
      throw new DeviceException("devices are named like cpu:0, not '" + device + "'", malformed);
    }
  }

  private synchronized Devices open(String id) {
    Devices known = open.get(id);
    if (known == null) {
      known = devices(Choice.open(report, id, config));
      open.put(id, known);
    }
    return known;
  }

  /// What the default device has done so far.
  public Counts counters() {
    Counters now = open(first.id()).counters(0);
    return new Counts(
        now.launches(),
        now.decomposed(),
        now.hosted(),
        now.referenced(),
        now.uploads(),
        now.downloads(),
        now.allocations(),
        now.reused(),
        now.liveBuffers(),
        now.liveBytes(),
        now.peakBytes());
  }

  /// Makes the `n`-th allocation from now on the default device fail, 0 the next: for tests of what
  /// a failure leaves behind.
  public void failAllocation(long n) {
    open(first.id()).failAllocation(0, n);
  }

  /// Runs a block whose factories use this session's default device.
  public <T extends @Nullable Object> T run(Supplier<T> block) {
    return Mode.on(engine(), block);
  }

  /// The gradients of a value by this session's rules.
  public Gradients gradients(Tensor loss) {
    return Gradients.of(options.accumulator(), loss);
  }

  @Override
  public synchronized void close() {
    List<Devices> all = new ArrayList<>(open.values());
    open.clear();
    all.forEach(Devices::close);
  }

  /// Holds the shared session; a failed opening leaves it empty, so the next use tries again.
  private static final class Shared {
    private static final java.util.concurrent.atomic.AtomicReference<@Nullable Session> HELD =
        new java.util.concurrent.atomic.AtomicReference<>();

    static Session session() {
      Session known = HELD.get();
      return known != null ? known : opened();
    }

    private static synchronized Session opened() {
      Session known = HELD.get();
      if (known == null) {
        known = open(Options.of());
        HELD.set(known);
      }
      return known;
    }
  }
}
