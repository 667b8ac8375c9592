package jacobi.tck.mutant;

import java.util.List;
import java.util.Map;

/// What the kit saw of all mutants.
///
/// @param reasons why some cannot be seen, by the keys of their points
public record Score(List<Fate> fates, Map<String, String> reasons) {
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

  /// Each survivor with what is known of it, and the verdict.
  public List<String> lines(double seconds) {
    var lines = new java.util.ArrayList<String>();
    for (Fate fate : survivors()) {
      String reason = reasons.get(fate.point().key());
      lines.add(
          "%s %s, %s"
              .formatted(
                  reason == null ? "SURVIVED" : "excused ",
                  fate.point(),
                  reason == null ? fate.how() : reason));
    }
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
