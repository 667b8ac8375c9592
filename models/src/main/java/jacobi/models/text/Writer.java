package jacobi.models.text;

import jacobi.Jacobi;
import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.tensor.Mode;
import jacobi.tensor.Scope;
import java.util.Arrays;

/// Continues a text, one character after the other, each drawn by what the model makes of those
/// before it.
///
/// @param model what guesses
/// @param temperature logits are divided by it; 0 takes the most likely character
public record Writer(LanguageModel model, double temperature) {
  /// Checks the temperature.
  ///
  /// @throws TextException if it is negative or no finite number
  public Writer {
    if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new TextException("a temperature is at least 0, not " + temperature);
    }
  }

  /// The `length` characters that follow a prompt.
  ///
  /// @throws TextException if the prompt is empty or has a character the model does not know
  public String write(String prompt, int length, Seed seed) {
    int[] tokens = model.alphabet().encode(prompt);
    if (tokens.length == 0) {
      throw new TextException("a prompt has at least one character");
    }
    int start = tokens.length;
    tokens = Arrays.copyOf(tokens, start + length);
    Stream random = seed.stream();
    for (int at = start; at < tokens.length; at++) {
      int from = Math.max(0, at - model.sizes().context());
      tokens[at] = draw(logits(Arrays.copyOfRange(tokens, from, at)), random);
    }
    return model.alphabet().decode(Arrays.copyOfRange(tokens, start, tokens.length));
  }

  private float[] logits(int[] seen) {
    return Scope.run(scope ->
        Mode.noGrad(() ->
            Mode.evaluation(() ->
                model
                    .network()
                    .apply(Jacobi.tensor(seen, 1, seen.length))
                    .select(1, -1)
                    .toFloats())));
  }

  private int draw(float[] logits, Stream random) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    if (temperature == 0) {
      return best;
    }
    double[] sums = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += StrictMath.exp((logits[i] - logits[best]) / temperature);
      sums[i] = sum;
    }
    double drawn = random.nextDouble() * sum;
    int token = 0;
    while (token < sums.length - 1 && sums[token] <= drawn) {
      token++;
    }
    return token;
  }
}
