package jacobi.models.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/// A text to learn from and one to be judged by.
///
/// @param name what it is, for people
/// @param train the text to learn from
/// @param validation the text that is held out
public record Corpus(String name, String train, String validation) {
  private static final double TRAINED = 0.9;

  /// A short tale that comes with this library, in the public domain.
  public static Corpus embedded() {
    try (InputStream in = Corpus.class.getResourceAsStream("lighthouse.txt")) {
      byte[] text = Objects.requireNonNull(in, "lighthouse.txt is part of this jar").readAllBytes();
      return of("The keeper of the light", new String(text, StandardCharsets.UTF_8));
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }

  /// A text whose last tenth is held out.
  public static Corpus of(String name, String text) {
    int cut = (int) (text.length() * TRAINED);
    if (cut > 0 && cut < text.length() && Character.isLowSurrogate(text.charAt(cut))) {
      cut++;
    }
    return new Corpus(name, text.substring(0, cut), text.substring(cut));
  }

  /// Reads a text. A [KnownText] is recognized and split as is customary; of another the last tenth
  /// is held out.
  ///
  /// @throws DataException if it cannot be read or is no UTF-8
  public static Corpus read(Path file) {
    String text = TextFile.read(file);
    KnownText known = KnownText.recognize(text);
    return known == null ? of("text", text) : known.split(text);
  }
}
