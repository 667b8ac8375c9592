package jacobi.models.nn;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Names of cells such as `hidden.weight`, where `*` stands for any characters: `hidden.*`,
/// `*.bias`.
public record NamePattern(String text) {
  /// True for a name that is all of the pattern.
  public boolean matches(String name) {
    String expression =
        Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.matches(expression, name);
  }
}
