package jacobi.models.cli;

import jacobi.models.io.FileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/// The options of a run by name: what was given; else what the file of the run that is taken up
/// says; else what is usual.
final class Given {
  private final Map<String, String> given = new LinkedHashMap<>();
  private final Supplier<CommandLine> line;
  private Map<String, String> earlier = Map.of();

  /// Nothing yet, for the command of a line.
  Given(Supplier<CommandLine> line) {
    this.line = line;
  }

  /// Goes on with the options in the metadata of a checkpoint.
  void goOn(Map<String, String> metadata) {
    earlier = metadata;
  }

  void put(String name, Object value) {
    given.put(name, value.toString());
  }

  /// The option's text.
  String value(String name, String usual) {
    return Objects.requireNonNullElse(said(name), usual);
  }

  private @Nullable String said(String name) {
    String here = given.get(name);
    return here == null ? earlier.get("run." + name) : here;
  }

  /// The option's value.
  ///
  /// @throws FileException if the file's is malformed
  <T> T read(String name, T usual, Function<String, T> parse) {
    String text = said(name);
    if (text == null) {
      return usual;
    }
    try {
      return parse.apply(text);
    } catch (NumberFormatException | TypeConversionException malformed) {
      throw new FileException("the checkpoint's '%s' is '%s'".formatted(name, text), malformed);
    }
  }

  int integer(String name, int usual) {
    return read(name, usual, Integer::valueOf);
  }

  double real(String name, double usual) {
    return read(name, usual, Double::valueOf);
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(value(name, "false"));
  }

  /// Takes a number of at least `least`.
  void putAtLeast(int least, String name, int value) {
    if (value < least) {
      throw wrong("--%s is at least %d".formatted(name, least));
    }
    put(name, value);
  }

  /// Takes a number from 0 to below 1.
  void putShare(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw wrong("--%s is from 0 to below 1".formatted(name));
    }
    put(name, value);
  }

  /// Takes a finite number of at least 0.
  void putStrength(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw wrong("--%s is not negative".formatted(name));
    }
    put(name, value);
  }

  /// What to throw when options are wrong.
  ParameterException wrong(String message) {
    return new ParameterException(line.get(), message);
  }
}
