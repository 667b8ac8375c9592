package jacobi.tck.run;

import jacobi.tck.trial.Test;
import org.jspecify.annotations.Nullable;

/// Which tests, and which case of them.
///
/// A selection is `C10`, `10.1`, `C10/MUL`, `10.1/MUL/F32`, `10.1/MUL/F32#12` for one case, or
/// `10.1/MUL/F32!3,0,1` for one that was made smaller.
///
/// @param rule a category or the number of a rule; null for all
/// @param op null for all
/// @param dtype null for all
/// @param number the one case, or null
/// @param choices the decisions of a case, or null
public record Filter(
    @Nullable String rule,
    @Nullable String op,
    @Nullable String dtype,
    @Nullable Integer number,
    @Nullable String choices) {
  /// Every test.
  public static Filter all() {
    return new Filter(null, null, null, null, null);
  }

  /// A selection.
  ///
  /// @throws IllegalArgumentException if it is none
  public static Filter of(String text) {
    int hash = text.indexOf('#');
    int bang = text.indexOf('!');
    int end = hash >= 0 ? hash : bang >= 0 ? bang : text.length();
    String[] parts = text.substring(0, end).split("/", -1);
    if (!parts[0].matches("C\\d\\d|\\d+\\.\\d+") || parts.length > 3) {
      throw new IllegalArgumentException(
          "'%s' is no selection: say C10, 10.1, 10.1/MUL, 10.1/MUL/F32 or 10.1/MUL/F32#12"
              .formatted(text));
    }
    return new Filter(
        parts[0],
        parts.length > 1 ? parts[1] : null,
        parts.length > 2 ? parts[2] : null,
        hash >= 0 ? Integer.valueOf(text.substring(hash + 1)) : null,
        hash < 0 && bang >= 0 ? text.substring(bang + 1) : null);
  }

  /// True for a test among them.
  public boolean takes(Test test) {
    boolean ruled =
        rule == null
            || rule.equals(test.rule().number())
            || rule.equals(test.rule().category().name());
    return ruled
        && (op == null || op.equals(test.op()))
        && (dtype == null || dtype.equals(test.type()));
  }
}
