package jacobi.tck.mutant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Mutants of a backend that nobody can kill, and why: `survivors-cpu.txt` beside this class.
///
/// Each line is the key of a point, a colon, and the reason; lines with `//` are for people. A key
/// holds what the method does, so that a reason is of no use to a method that was changed.
final class Survivors {
  private Survivors() {}

  /// Reasons by keys of points; none for a backend without a list.
  static Map<String, String> read(String backend) {
    Map<String, String> reasons = new TreeMap<>();
    InputStream file = Survivors.class.getResourceAsStream("survivors-" + backend + ".txt");
    if (file == null) {
      return reasons;
    }
    try (var in = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int colon = line.indexOf(": ");
        if (colon > 0 && !line.startsWith("//")) {
          reasons.put(line.substring(0, colon), line.substring(colon + 2));
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return reasons;
  }

  /// The keys that are of none of these points, which are all of a backend.
  static List<String> stale(Map<String, String> reasons, List<Point> all) {
    Set<String> keys = new HashSet<>();
    all.forEach(point -> keys.add(point.key()));
    return reasons.keySet().stream().filter(key -> !keys.contains(key)).sorted().toList();
  }
}
