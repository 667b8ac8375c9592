package jacobi.runtime;

import jacobi.spi.Backend;
import jacobi.spi.BackendConfig;
import jacobi.spi.BackendProvider;
import jacobi.spi.BackendReport;
import jacobi.spi.BackendReport.Entry;
import jacobi.spi.BackendUnavailableException;
import jacobi.spi.NoBackendException;
import jacobi.spi.Probe;
import jacobi.spi.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Chooses among the backends that were found: the program's word, else `-Djacobi.backend`, else
/// `JACOBI_BACKEND`, else the highest score, ties by id.
///
/// What was asked for is opened or the call fails; what nobody asked for is never used instead.
public final class Choice {
  private static final Pattern ITEM = Pattern.compile("!?[a-z][a-z0-9-]*(:[0-9]+)?");

  private Choice() {}

  /// Opens the backend of choice.
  ///
  /// @param wanted the program's word: ids in order of preference, `!id` to exclude one; or null
  /// @throws BackendUnavailableException if what was asked for is missing, unusable or malformed
  /// @throws NoBackendException if nothing was asked for and nothing can be used
  /// @throws SettingException if a backend cannot follow a setting
  public static Opened open(BackendReport report, @Nullable String wanted, BackendConfig config) {
    String setting = wanted != null ? wanted : config.context().setting("jacobi.backend");
    if (setting == null || setting.isBlank()) {
      return automatic(report, List.of(), config);
    }
    List<String> preferred = new ArrayList<>();
    List<String> excluded = new ArrayList<>();
    for (String item : setting.split(",", -1)) {
      String name = item.strip();
      if (!ITEM.matcher(name).matches()) {
        throw new BackendUnavailableException(
            "'%s' is no choice of backends: write cpu, or cpu,blas in order of preference, or !cpu"
                .formatted(setting));
      }
      (name.startsWith("!") ? excluded : preferred).add(name.replaceFirst("^!", ""));
    }
    return preferred.isEmpty()
        ? automatic(report, excluded, config)
        : explicit(report, preferred, wanted != null ? "the program" : "jacobi.backend", config);
  }

  private static Opened explicit(
      BackendReport report, List<String> preferred, String who, BackendConfig config) {
    List<String> failures = new ArrayList<>();
    for (String name : preferred) {
      String id = name.replaceFirst(":.*", "");
      Entry entry = find(report, id);
      if (entry == null || !entry.isUsable()) {
        failures.add(why(id, entry));
        continue;
      }
      try {
        return opened(entry, config, "backend %s, chosen by %s".formatted(id, who));
      } catch (SettingException refused) {
        throw refused;
      } catch (LinkageError | RuntimeException failed) {
        failures.add("%s cannot be opened: %s".formatted(id, failed.getMessage()));
        if (preferred.size() == 1) {
          throw new BackendUnavailableException(failures.getFirst(), failed);
        }
      }
    }
    throw new BackendUnavailableException(
        "%s (asked for by %s)%n%s"
            .formatted(String.join("; ", failures), who, report.table().stripTrailing()));
  }

  private static String why(String id, @Nullable Entry entry) {
    if (entry == null) {
      return "there is no backend '%s' on the class path or module path".formatted(id);
    }
    return entry.probe() instanceof Probe.Unavailable(String reason, String hint, var _)
        ? "backend '%s' cannot be used: %s; %s".formatted(id, reason, hint)
        : "backend '%s' cannot be used".formatted(id);
  }

  private static @Nullable Entry find(BackendReport report, String id) {
    return report.entries().stream()
        .filter(entry -> entry.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  private static Opened automatic(
      BackendReport report, List<String> excluded, BackendConfig config) {
    List<Entry> usable =
        report.usable().stream().filter(entry -> !excluded.contains(entry.id())).toList();
    List<String> failures = new ArrayList<>();
    for (Entry entry : usable) {
      try {
        return opened(entry, config, reason(entry, usable, failures));
      } catch (SettingException refused) {
        throw refused;
      } catch (LinkageError | RuntimeException failed) {
        failures.add("%s cannot be opened: %s".formatted(entry.id(), failed));
        System.getLogger("jacobi").log(System.Logger.Level.WARNING, failures.getLast(), failed);
      }
    }
    throw new NoBackendException(
        """
        no backend can be used%s
        %slooked in: %s
        Add a backend to the class path, for example dev.jacobi:jacobi-backend-cpu. \
        In a fat jar, merge the files META-INF/services/jacobi.spi.BackendProvider.\
        """
            .formatted(
                failures.isEmpty() ? "" : ": " + String.join("; ", failures),
                report.table(),
                String.join("; ", report.scanned())));
  }

  private static String reason(Entry entry, List<Entry> usable, List<String> failures) {
    List<String> others = new ArrayList<>(failures);
    for (Entry other : usable) {
      if (!other.equals(entry)) {
        others.add("%s (score %d)".formatted(other.id(), other.score()));
      }
    }
    return "backend %s, chosen for its score of %d%s"
        .formatted(
            entry.id(),
            entry.score(),
            others.isEmpty() ? "; no other can be used" : " before " + String.join(", ", others));
  }

  private static Opened opened(Entry entry, BackendConfig config, String reason) {
    BackendProvider provider = java.util.Objects.requireNonNull(entry.provider());
    Backend backend = provider.open(config);
    return new Opened(entry.id(), entry.level(), backend, reason);
  }
}
