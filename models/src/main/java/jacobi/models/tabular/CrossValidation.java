package jacobi.models.tabular;

import jacobi.models.data.Folds;
import jacobi.models.data.Table;
import jacobi.models.train.Evaluation;
import jacobi.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// How well a perceptron does on rows of a table that it has not seen: each row is judged by the
/// one fit that did not learn from it.
///
/// @param folds the evaluation of each fold
public record CrossValidation(List<Evaluation> folds) {
  /// The list is copied.
  public CrossValidation {
    folds = List.copyOf(folds);
  }

  /// What a fold brought.
  ///
  /// @param number counted from 1
  /// @param epochs the epoch that was best
  /// @param evaluation of the rows apart
  public record Fold(int number, int epochs, Evaluation evaluation) {}

  /// Runs all folds.
  ///
  /// @param progress told after each fold
  public static CrossValidation of(
      Table table, int folds, Fit.Plan plan, Seed seed, Consumer<Fold> progress) {
    List<Evaluation> done = new ArrayList<>();
    for (Folds.Split split : Folds.of(table.labels(), folds, seed.at("folds"))) {
      int number = done.size() + 1;
      Fit fit = Fit.of(table, plan, seed.at("fit").at(number), split.train());
      Evaluation evaluation = judged(table, fit, split.test());
      done.add(evaluation);
      progress.accept(new Fold(number, fit.epochs(), evaluation));
    }
    return new CrossValidation(done);
  }

  private static Evaluation judged(Table table, Fit fit, int... rows) {
    int[][] confusion = new int[table.classes().size()][table.classes().size()];
    long[] guesses = fit.classes(table, rows);
    int[] labels = table.labels(rows);
    for (int i = 0; i < rows.length; i++) {
      confusion[labels[i]][(int) guesses[i]]++;
    }
    return new Evaluation(confusion, fit.loss(table, rows));
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
    int[][] sum = new int[classes][classes];
    double loss = 0;
    long rows = 0;
    for (Evaluation fold : folds) {
      int[][] counts = fold.confusion();
      long inside = 0;
      for (int i = 0; i < classes; i++) {
        for (int j = 0; j < classes; j++) {
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
