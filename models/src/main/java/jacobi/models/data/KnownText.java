package jacobi.models.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The public texts that are recognized by their content, each with its customary split.
public enum KnownText {
  /// Plays in the public domain, put together by Andrej Karpathy: the last tenth is held out.
  TINY_SHAKESPEARE(
      "tiny Shakespeare",
      "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt",
      "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed"),

  /// First names from the US Social Security Administration, one a line: every tenth is held out.
  NAMES(
      "first names",
      "https://raw.githubusercontent.com/karpathy/makemore/master/names.txt",
      "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d");

  private static final int TENTH = 10;

  private final String title;
  private final String address;
  private final String hash;

  KnownText(String title, String address, String hash) {
    this.title = title;
    this.address = address;
    this.hash = hash;
  }

  /// What the text is, for people.
  public String title() {
    return title;
  }

  /// Where on the web it is.
  public String address() {
    return address;
  }

  /// The text with these characters, or null if it is none of these.
  static @Nullable KnownText recognize(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      String found = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      for (var known : values()) {
        if (known.hash.equals(found)) {
          return known;
        }
      }
      return null;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// The customary split.
  Corpus split(String text) {
    return switch (this) {
      case TINY_SHAKESPEARE -> Corpus.of(title, text);
      case NAMES -> lines(text);
    };
  }

  private Corpus lines(String text) {
    List<String> kept = new ArrayList<>();
    List<String> held = new ArrayList<>();
    List<String> all = text.lines().toList();
    for (int i = 0; i < all.size(); i++) {
      (i % TENTH == 0 ? held : kept).add(all.get(i) + "\n");
    }
    return new Corpus(title, String.join("", kept), String.join("", held));
  }
}
