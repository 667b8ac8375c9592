package jacobi.tck.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules, read from `specification.md` beside this class.
public final class Specification {
  private static final Pattern LINE = Pattern.compile("- (\\d+\\.\\d+) (.*)");

  private final Map<String, Rule> rules;

  private Specification(Map<String, Rule> rules) {
    this.rules = rules;
  }

  /// The specification of this kit.
  public static Specification read() {
    try (InputStream text = Specification.class.getResourceAsStream("specification.md")) {
      return of(new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// A specification from its text.
  ///
  /// @throws IllegalArgumentException if a rule lacks its word, or a number is used twice
  static Specification of(String text) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      Matcher rule = LINE.matcher(line);
      if (rule.matches()) {
        String number = rule.group(1);
        var read = new Rule(number, Category.of(number), level(rule.group(2)), rule.group(2));
        if (rules.put(number, read) != null) {
          throw new IllegalArgumentException("rule " + number + " is there twice");
        }
      }
    }
    return new Specification(rules);
  }

  private static Level level(String text) {
    if (text.contains("MUST")) {
      return Level.REQUIRED;
    }
    if (text.contains("SHOULD") || text.contains("MAY")) {
      return Level.OPTIONAL;
    }
    throw new IllegalArgumentException("a rule says MUST, SHOULD or MAY: " + text);
  }

  /// All rules in the order of their numbers.
  public List<Rule> rules() {
    return List.copyOf(rules.values());
  }

  /// The rule of a number.
  ///
  /// @throws IllegalArgumentException if there is none
  public Rule rule(String number) {
    Rule rule = rules.get(number);
    if (rule == null) {
      throw new IllegalArgumentException("there is no rule " + number);
    }
    return rule;
  }
}
