package jacobi.models.text;

/// Text as numbers and back.
public sealed interface Tokenizer permits CharTokenizer, BytePairTokenizer {
  /// How many different tokens there are; each is a number from 0 to before this.
  int size();

  /// The tokens of a text.
  ///
  /// @throws TextException if the text has what no token stands for
  int[] encode(String text);

  /// The text of tokens.
  ///
  /// @throws TextException if a number is no token
  String decode(int[] tokens);
}
