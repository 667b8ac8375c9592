package jacobi.models.tabular;

import jacobi.models.data.Folds;
import jacobi.models.data.Table;
import jacobi.models.train.CrossValidation;
import jacobi.models.train.Evaluation;
import jacobi.random.Seed;
import java.util.function.Consumer;

/// What one fold of a cross-validation brought.
///
/// @param number counted from 1
/// @param epochs the epoch that was best
/// @param evaluation of the rows apart
public record FoldFit(int number, int epochs, Evaluation evaluation) {

  /// Fits to all but one part of a table's rows, each part in turn, and is judged by that part.
  ///
  /// @param progress told after each fold
  public static CrossValidation all(
      Table table, int folds, Fit.Plan plan, Seed seed, Consumer<FoldFit> progress) {
    return CrossValidation.of(
        table.labels(),
        folds,
        seed.at("folds"),
        (number, split) -> {
          Fit fit = Fit.of(table, plan, seed.at("fit").at(number), split.train());
          FoldFit fold = new FoldFit(number, fit.epochs(), judged(table, fit, split));
          progress.accept(fold);
          return fold.evaluation;
        });
  }

  private static Evaluation judged(Table table, Fit fit, Folds.Split split) {
    int[] rows = split.test();
    int[][] confusion = new int[table.classes().size()][table.classes().size()];
    long[] guesses = fit.classes(table, rows);
    int[] labels = table.labels(rows);
    for (int i = 0; i < rows.length; i++) {
      confusion[labels[i]][(int) guesses[i]]++;
    }
    return new Evaluation(confusion, fit.loss(table, rows));
  }
}
