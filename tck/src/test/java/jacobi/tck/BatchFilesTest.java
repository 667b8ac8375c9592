package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launchers for Windows, as far as they can be looked at elsewhere.
class BatchFilesTest {
  private static String read(String path) throws IOException {
    return Files.readString(Path.of(System.getProperty("jacobi.root"), path));
  }

  private static Set<String> all(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"models/bin/jacobi.cmd", "tck/bin/jacobi-tck.cmd"})
  void everyLabelIsCalledAndEveryCallHasALabel(String path) throws IOException {
    Set<String> called = all("call :(\\w+)", read(path));
    assertFalse(called.isEmpty(), path);
    assertEquals(all("^:(\\w+)", read(path)), called);
  }

  /// A carriage return is what keeps labels from being missed.
  @ParameterizedTest
  @ValueSource(strings = {"models/bin/jacobi.cmd", "tck/bin/jacobi-tck.cmd"})
  void everyLineEndsAsWindowsWantsIt(String path) throws IOException {
    assertEquals(Set.of(), all("(?<=^|\\n)([^\\r\\n]*)(?<!\\r)\\n", read(path)));
  }
}
