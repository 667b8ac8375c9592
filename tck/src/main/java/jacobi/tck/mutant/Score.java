package jacobi.tck.mutant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the kit saw of all mutants.
///
/// @param reasons why some cannot be seen, by the keys of their points
/// @param stale keys of reasons for code that is there no more; they excuse nothing
public record Score(List<Fate> fates, Map<String, String> reasons, List<String> stale) {
  private static final int PERCENT = 100;
  private static final double RAW = 0.85;
  private static final double ADJUDICATED = 0.95;

  private List<Fate> survivors() {
    return fates.stream().filter(fate -> !fate.killed()).toList();
  }

  private long excused() {
    return survivors().stream().filter(one -> reasons.containsKey(one.point().key())).count();
  }

  private long killed() {
    return (long) fates.size() - survivors().size();
  }

  private double raw() {
    return (double) killed() / Math.max(1, fates.size());
  }

  /// Those that are as right as the backend count as little as if they had not been drawn.
  private double adjudicated() {
    return (double) killed() / Math.max(1, fates.size() - excused());
  }

  /// True if enough of them were seen.
  public boolean isPassed() {
    return !fates.isEmpty() && raw() >= RAW && adjudicated() >= ADJUDICATED;
  }

  private String line(Fate fate, String reason) {
    String what = fate.killed() ? "refuted " : reason.isEmpty() ? "SURVIVED" : "excused ";
    String why = fate.killed() ? reason + ", but " + fate.how() : reason;
    return "%s %s, %s".formatted(what, fate.point(), why.isEmpty() ? fate.how() : why);
  }

  /// Each survivor with what is known of it, reasons that do not hold, and the verdict.
  public List<String> lines(double seconds) {
    List<String> lines = new ArrayList<>();
    for (Fate fate : fates) {
      String reason = reasons.getOrDefault(fate.point().key(), "");
      if (!fate.killed() || !reason.isEmpty()) {
        lines.add(line(fate, reason));
      }
    }
    stale.forEach(key -> lines.add("stale    " + key + ": " + reasons.get(key)));
    String verdict = "%s: %d of %d mutants killed, %.1f %%; of those that are wrong at all";
    String rest = " (%d are not) %.1f %%; in %.0f s";
    lines.add(
        (verdict + rest)
            .formatted(
                isPassed() ? "PASSED" : "FAILED",
                killed(),
                fates.size(),
                PERCENT * raw(),
                excused(),
                PERCENT * adjudicated(),
                seconds));
    return lines;
  }
}
