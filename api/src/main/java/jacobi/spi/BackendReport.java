package jacobi.spi;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was found when backends were looked for, and what became of each.
///
/// @param entries one for each provider, or broken entry of a service file, in the order found
/// @param scanned where was looked
public record BackendReport(List<Entry> entries, List<String> scanned) {
  /// The lists are copied.
  public BackendReport {
    entries = List.copyOf(entries);
    scanned = List.copyOf(scanned);
  }

  /// One provider.
  ///
  /// @param id its id, or the name of its class if it has none yet
  /// @param source the jar or folder it came from
  /// @param level the level it was compiled against, 0 if unknown
  /// @param probe what it answered, or why it was not asked
  /// @param provider the provider, or null if it is broken
  public record Entry(
      String id, String source, int level, Probe probe, @Nullable BackendProvider provider) {

    /// True if it can be opened.
    public boolean isUsable() {
      return provider != null && probe instanceof Probe.Available;
    }

    /// Its score, or 0.
    public int score() {
      return probe instanceof Probe.Available(var _, int score, var _) ? score : 0;
    }

    /// What became of it, for people.
    String text() {
      return switch (probe) {
        case Probe.Available(var devices, int score, String notes) ->
            "usable, score %d, %s%s"
                .formatted(score, String.join(" ", devices), notes.isEmpty() ? "" : ": " + notes);
        case Probe.Unavailable(String reason, String hint, var _) ->
            "not usable: %s%s".formatted(reason, hint.isEmpty() ? "" : "; " + hint);
      };
    }
  }

  /// What can be opened: the highest score first, ties by id.
  public List<Entry> usable() {
    return entries.stream()
        .filter(Entry::isUsable)
        .sorted(Comparator.comparingInt(Entry::score).reversed().thenComparing(Entry::id))
        .toList();
  }

  /// One line for each provider.
  public String table() {
    var text = new StringBuilder();
    int width = entries.stream().mapToInt(entry -> entry.id().length()).max().orElse(0);
    for (Entry entry : entries) {
      text.append(
          ("backend %-" + Math.max(width, 1) + "s  %s (%s)%n")
              .formatted(entry.id(), entry.text(), entry.source()));
    }
    return text.isEmpty() ? "no backend was found%n".formatted() : text.toString();
  }
}
