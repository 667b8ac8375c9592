package jacobi.models.cli;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/// Reads a word of a few, in lower case and with hyphens as `--help` shows them.
final class Choice {
  private Choice() {}

  static <E extends Enum<E>> E of(E[] values, String word) {
    for (E value : values) {
      if (name(value).equalsIgnoreCase(word)) {
        return value;
      }
    }
    String names = String.join("|", Arrays.stream(values).map(Choice::name).toList());
    throw new TypeConversionException("expected %s but was '%s'".formatted(names, word));
  }

  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
