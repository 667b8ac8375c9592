package jacobi.models.train;

import jacobi.models.data.Folds;
import jacobi.random.Seed;
import java.util.ArrayList;
import java.util.List;

/// How well a way to learn does on examples it has not seen: each is judged by the one model that
/// did not learn from it.
///
/// @param folds the evaluation of each fold
public record CrossValidation(List<Evaluation> folds) {
  /// The list is copied.
  public CrossValidation {
    folds = List.copyOf(folds);
  }

  /// Learns from one part of the examples and is judged by the other.
  @FunctionalInterface
  public interface Judge {
    /// The evaluation of the part apart.
    ///
    /// @param number of the fold, counted from 1
    Evaluation judge(int number, Folds.Split split);
  }

  /// Runs all folds.
  ///
  /// @param labels the class of each example; each fold has its share of each
  public static CrossValidation of(int[] labels, int folds, Seed seed, Judge judge) {
    List<Evaluation> done = new ArrayList<>();
    for (Folds.Split split : Folds.of(labels, folds, seed)) {
      done.add(judge.judge(done.size() + 1, split));
    }
    return new CrossValidation(done);
  }

  /// The mean of the folds' accuracies.
  public double mean() {
    return folds.stream().mapToDouble(Evaluation::accuracy).average().orElse(Double.NaN);
  }

  /// The standard deviation of the folds' accuracies.
  public double deviation() {
    double mean = mean();
    double sum = 0;
    for (Evaluation fold : folds) {
      sum += (fold.accuracy() - mean) * (fold.accuracy() - mean);
    }
    return Math.sqrt(sum / (folds.size() - 1));
  }

  /// The evaluation of all rows together.
  public Evaluation whole() {
    int classes = folds.getFirst().confusion().length;
    int guesses = folds.stream().mapToInt(fold -> fold.confusion()[0].length).max().orElse(0);
    int[][] sum = new int[classes][guesses];
    double loss = 0;
    long rows = 0;
    for (Evaluation fold : folds) {
      int[][] counts = fold.confusion();
      long inside = 0;
      for (int i = 0; i < classes; i++) {
        for (int j = 0; j < counts[i].length; j++) {
          sum[i][j] += counts[i][j];
          inside += counts[i][j];
        }
      }
      loss += fold.score().loss() * inside;
      rows += inside;
    }
    return new Evaluation(sum, loss / rows);
  }
}
