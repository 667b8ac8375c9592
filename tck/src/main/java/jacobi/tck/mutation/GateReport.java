package jacobi.tck.mutation;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A table of saboteurs; the last line is the verdict.
public final class GateReport {
  private static final double NANOS = 1e9;

  private GateReport() {}

  /// The line of a saboteur.
  public static String line(Gate.Kill kill) {
    Saboteur one = kill.saboteur();
    return "%s %-6s %-28s %2d/%d %5d cases %6.2f s  %s%s"
        .formatted(
            one.id(),
            one.plant().seam().name().toLowerCase(Locale.ROOT),
            one.selection(),
            kill.kills(),
            kill.seeds(),
            kill.cases(),
            kill.nanos() / NANOS,
            one.defect(),
            kill.isSure() ? "" : "\n     SURVIVED " + kill.message());
  }

  /// Those that have no place, alarms, and the verdict.
  public static List<String> end(
      List<Saboteur> wanted, List<Gate.Kill> kills, Map<String, String> alarms, long nanos) {
    var lines = new java.util.ArrayList<String>();
    wanted.stream()
        .filter(one -> !one.isApplicable())
        .forEach(one -> lines.add("%s none   %s".formatted(one.id(), one.defect())));
    alarms.forEach((selection, why) -> lines.add("FALSE ALARM " + selection + " " + why));
    long sure = kills.stream().filter(Gate.Kill::isSure).count();
    int seeds = kills.isEmpty() ? 0 : kills.getFirst().seeds();
    lines.add(
        "%s: %d of %d saboteurs killed with each of %d seeds, %d without a place, in %.0f s"
            .formatted(
                passed(kills, alarms) ? "PASSED" : "FAILED",
                sure,
                kills.size(),
                seeds,
                wanted.size() - kills.size(),
                nanos / NANOS));
    return lines;
  }

  /// True if there were saboteurs, all were seen, and nothing else was.
  public static boolean passed(List<Gate.Kill> kills, Map<String, String> alarms) {
    return !kills.isEmpty() && alarms.isEmpty() && kills.stream().allMatch(Gate.Kill::isSure);
  }
}
