package jacobi.runtime;

import jacobi.spi.BackendProvider;
import jacobi.spi.BackendReport;
import jacobi.spi.BackendReport.Entry;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import jacobi.spi.Spi;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds backends and survives broken ones.
///
/// Looks through the given providers, the given class loader, Jacobi's own and the thread's. Every
/// step of the service loader is guarded, for a loop over it ends at the first broken entry.
public final class Discovery {
  private static final int MAX_ENTRIES = 1000;
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

  private final ProbeContext context;
  private final Map<String, Entry> found = new LinkedHashMap<>();
  private final List<String> scanned = new ArrayList<>();

  private Discovery(ProbeContext context) {
    this.context = context;
  }

  /// Looks for backends and probes each.
  public static BackendReport find(
      ProbeContext context, @Nullable ClassLoader extra, List<BackendProvider> given) {
    var discovery = new Discovery(context);
    given.forEach(discovery::add);
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    if (extra != null) {
      loaders.add(extra);
    }
    loaders.add(Discovery.class.getClassLoader());
    ClassLoader thread = Thread.currentThread().getContextClassLoader();
    if (thread != null) {
      loaders.add(thread);
    }
    loaders.forEach(discovery::scan);
    return new BackendReport(discovery.withoutClashes(), discovery.scanned);
  }

  private void scan(ClassLoader loader) {
    int before = found.size();
    var iterator = ServiceLoader.load(BackendProvider.class, loader).iterator();
    for (int round = 0; round < MAX_ENTRIES; round++) {
      try {
        if (!iterator.hasNext()) {
          break;
        }
        add(iterator.next());
      } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
        addBroken(broken);
      }
    }
    scanned.add("%s: %d found".formatted(loader, found.size() - before));
  }

  private void addBroken(Throwable broken) {
    Throwable cause = broken.getCause();
    String name = String.valueOf(broken.getMessage());
    String className =
        name.replaceFirst("^.*BackendProvider: (?:Provider )?", "").replaceFirst("[ :].*$", "");
    var probe =
        new Probe.Unavailable(
            "it cannot be loaded: " + (cause == null ? name : cause),
            "update or remove the jar",
            cause == null ? broken : cause);
    found.putIfAbsent(className, new Entry(className, "service file", 0, probe, null));
  }

  private void add(BackendProvider provider) {
    String key = provider.getClass().getName();
    if (!found.containsKey(key)) {
      found.put(key, probe(provider));
    }
  }

  private Entry probe(BackendProvider provider) {
    String id = provider.getClass().getName();
    String source = source(provider.getClass());
    int level = 0;
    try {
      String own = provider.id();
      if (own == null || !ID.matcher(own).matches()) {
        return refused(id, source, "its id is '" + own + "', which is no id", "report it");
      }
      id = own;
      level = provider.spiLevel();
      if (level > Spi.LEVEL) {
        return refused(
            id,
            source,
            "it was built for level %d, this is %d".formatted(level, Spi.LEVEL),
            "update jacobi-api");
      }
      Probe answer = provider.probe(context);
      if (answer == null
          || (answer instanceof Probe.Available(var devices, int _, var _) && devices.isEmpty())) {
        return refused(id, source, "its probe named no device", "report it to its vendor");
      }
      return new Entry(id, source, level, answer, provider);
    } catch (LinkageError | RuntimeException failed) {
      var probe =
          new Probe.Unavailable("its probe failed: " + failed, "report it to its vendor", failed);
      return new Entry(id, source, level, probe, null);
    }
  }

  private static Entry refused(String id, String source, String reason, String hint) {
    return new Entry(id, source, 0, new Probe.Unavailable(reason, hint), null);
  }

  /// Two classes of one id: neither can be meant.
  private List<Entry> withoutClashes() {
    Map<String, Integer> count = new HashMap<>();
    found.values().forEach(entry -> count.merge(entry.id(), 1, Integer::sum));
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : found.values()) {
      entries.add(
          count.getOrDefault(entry.id(), 1) == 1
              ? entry
              : refused(
                  entry.id(),
                  entry.source(),
                  "several backends have this id",
                  "leave one of their jars out"));
    }
    return entries;
  }

  private static String source(Class<?> type) {
    CodeSource code = type.getProtectionDomain().getCodeSource();
    if (code == null || code.getLocation() == null) {
      return type.getModule().isNamed() ? type.getModule().getName() : "unknown place";
    }
    String name = code.getLocation().getPath().replaceFirst("/+$", "").replaceFirst("^.*/", "");
    return name.isEmpty() ? code.getLocation().toString() : name;
  }
}
