package jacobi.models.text;

/// How large a model of text is.
///
/// @param layers blocks or recurrent layers, one upon the other
/// @param width of what stands for a token
/// @param heads of attention; an LSTM has none to speak of
/// @param context how many tokens it sees
public record Sizes(int layers, int width, int heads, int context) {
  private static final int MOST = 1 << 14;

  /// Checks that all are at least 1 and the heads divide the width.
  ///
  /// @throws TextException if not
  public Sizes {
    int least = Math.min(Math.min(layers, width), Math.min(heads, context));
    int most = Math.max(Math.max(layers, width), Math.max(heads, context));
    if (least < 1 || most > MOST || width % heads != 0) {
      throw new TextException(
          ("no model has %d layers of width %d with %d heads and a context of %d:"
                  + " each is from 1 to %d, and the heads divide the width")
              .formatted(layers, width, heads, context, MOST));
    }
  }
}
