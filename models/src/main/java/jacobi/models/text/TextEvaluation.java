package jacobi.models.text;

import jacobi.Jacobi;
import jacobi.tensor.Mode;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import java.util.Arrays;

/// How well a model guesses a text it has not seen.
public final class TextEvaluation {
  private static final int BATCH = 16;

  private TextEvaluation() {}

  /// The mean of `−ln p(token | the tokens before it in its window)` over all tokens but the first,
  /// in evaluation mode. Windows follow one another, so a token is guessed from half a context on
  /// average.
  ///
  /// @throws TextException if there are fewer than two tokens
  public static double nats(LanguageModel model, int[] tokens) {
    if (tokens.length < 2) {
      throw new TextException(
          "a text to be judged by has at least 2 characters, this has " + tokens.length);
    }
    int context = model.sizes().context();
    int whole = (tokens.length - 1) / context;
    double sum = 0;
    for (int window = 0; window < whole; window += BATCH) {
      int rows = Math.min(BATCH, whole - window);
      sum += sum(model, tokens, window * context, rows, context);
    }
    int rest = tokens.length - 1 - whole * context;
    if (rest > 0) {
      sum += sum(model, tokens, whole * context, 1, rest);
    }
    return sum / (tokens.length - 1);
  }

  private static double sum(LanguageModel model, int[] tokens, int from, int rows, int length) {
    int count = rows * length;
    int[] inputs = Arrays.copyOfRange(tokens, from, from + count);
    int[] targets = Arrays.copyOfRange(tokens, from + 1, from + 1 + count);
    double mean =
        Scope.run(scope ->
            Mode.noGrad(() ->
                Mode.evaluation(() -> {
                  Tensor logits = model.network().apply(Jacobi.tensor(inputs, rows, length));
                  return logits.crossEntropy(Jacobi.tensor(targets, rows, length)).item();
                })));
    return mean * count;
  }
}
