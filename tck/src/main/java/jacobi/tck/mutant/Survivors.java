package jacobi.tck.mutant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Mutants that nobody can kill, and why: `survivors.txt` beside this class.
///
/// Each line is the key of a point, a colon, and the reason; lines with `//` are for people.
final class Survivors {
  private Survivors() {}

  /// Reasons by keys of points.
  static Map<String, String> read() {
    Map<String, String> reasons = new HashMap<>();
    var file = Objects.requireNonNull(Survivors.class.getResourceAsStream("survivors.txt"));
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
}
