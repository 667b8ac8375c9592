package jacobi.models.text;

import java.util.Arrays;

/// One token a character (code point), numbered by its place in an alphabet.
///
/// @param alphabet the characters, in ascending order, each once
public record CharTokenizer(String alphabet) implements Tokenizer {
  /// Checks the order.
  ///
  /// @throws TextException if a character is not greater than the one before
  public CharTokenizer {
    int[] symbols = alphabet.codePoints().toArray();
    for (int i = 1; i < symbols.length; i++) {
      if (symbols[i] <= symbols[i - 1]) {
        throw new TextException(
            "an alphabet is in ascending order, %s follows %s"
                .formatted(shown(symbols[i]), shown(symbols[i - 1])));
      }
    }
  }

  /// The tokenizer whose alphabet is the characters of a text.
  public static CharTokenizer of(String text) {
    int[] symbols = text.codePoints().sorted().distinct().toArray();
    return new CharTokenizer(new String(symbols, 0, symbols.length));
  }

  @Override
  public int size() {
    return alphabet.codePointCount(0, alphabet.length());
  }

  @Override
  public int[] encode(String text) {
    int[] symbols = alphabet.codePoints().toArray();
    int[] tokens = text.codePoints().toArray();
    for (int i = 0; i < tokens.length; i++) {
      int token = Arrays.binarySearch(symbols, tokens[i]);
      if (token < 0) {
        throw new TextException(
            "the alphabet has no %s, which is character %d of the text: use one of %s"
                .formatted(shown(tokens[i]), i, alphabet.strip()));
      }
      tokens[i] = token;
    }
    return tokens;
  }

  @Override
  public String decode(int[] tokens) {
    int[] symbols = alphabet.codePoints().toArray();
    var text = new StringBuilder();
    for (int token : tokens) {
      if (token < 0 || token >= symbols.length) {
        throw new TextException(
            "%d is no token of an alphabet of %d characters".formatted(token, symbols.length));
      }
      text.appendCodePoint(symbols[token]);
    }
    return text.toString();
  }

  private static String shown(int symbol) {
    return "'%s' (U+%04X)".formatted(Character.toString(symbol), symbol);
  }
}
