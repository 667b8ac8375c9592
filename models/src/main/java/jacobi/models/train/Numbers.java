package jacobi.models.train;

import jacobi.models.io.FileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Reads the numbers in a checkpoint's metadata; whatever is missing, malformed or out of bounds is
/// a [FileException] that names it.
record Numbers(Map<String, String> texts) {
  int between(String name, int least, int most) {
    int value = read(name, Integer::parseInt);
    if (value < least || value > most) {
      throw new FileException(
          "its '%s' is %d, wanted %d to %d".formatted(name, value, least, most));
    }
    return value;
  }

  long count(String name) {
    long value = read(name, Long::parseLong);
    if (value < 0) {
      throw new FileException("its '%s' is %d".formatted(name, value));
    }
    return value;
  }

  double real(String name) {
    return read(name, Double::parseDouble);
  }

  /// Numbers with a space between each two.
  List<Double> list(String name) {
    List<Double> values = new ArrayList<>();
    for (String word : read(name, text -> text.isEmpty() ? new String[0] : text.split(" ", -1))) {
      values.add(number(name, word, Double::parseDouble));
    }
    return values;
  }

  History history(String name) {
    try {
      return read(name, History::parse);
    } catch (TrainingException malformed) {
      throw new FileException("its history: " + malformed.getMessage(), malformed);
    }
  }

  private <T> T read(String name, Function<String, T> parse) {
    String text = texts.get(name);
    if (text == null) {
      throw new FileException("its metadata lacks '%s'".formatted(name));
    }
    return number(name, text, parse);
  }

  private static <T> T number(String name, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (NumberFormatException malformed) {
      throw new FileException("its '%s' is '%s'".formatted(name, text), malformed);
    }
  }
}
