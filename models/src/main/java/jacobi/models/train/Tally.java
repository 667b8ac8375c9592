package jacobi.models.train;

import java.util.ArrayList;
import java.util.List;

/// The sums of the steps of an epoch so far.
///
/// @param steps how many steps were made
/// @param loss the sum of the examples' losses
/// @param correct how many examples were recognized
/// @param seen how many examples were shown
/// @param norms for each parameter the sum of its gradients' norms, or empty if not asked for
public record Tally(int steps, double loss, int correct, int seen, List<Double> norms) {
  /// Copies the list.
  public Tally {
    norms = List.copyOf(norms);
  }

  /// Nothing yet.
  static Tally nothing() {
    return new Tally(0, 0, 0, 0, List.of());
  }

  /// The sums with another step.
  Tally plus(Trainer.Step step, List<Double> more) {
    List<Double> sums = new ArrayList<>();
    for (int i = 0; i < more.size(); i++) {
      sums.add(more.get(i) + (norms.isEmpty() ? 0 : norms.get(i)));
    }
    return new Tally(
        steps + 1,
        loss + step.loss() * step.examples(),
        correct + step.correct(),
        seen + step.examples(),
        sums);
  }

  /// The means.
  Score score() {
    return new Score(loss / seen, (double) correct / seen);
  }
}
