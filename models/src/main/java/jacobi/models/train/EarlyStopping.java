package jacobi.models.train;

import jacobi.models.nn.Cells;
import jacobi.models.nn.Module;
import jacobi.tensor.Cell;
import jacobi.tensor.Scope;
import jacobi.tensor.State;
import java.util.ArrayList;
import java.util.List;

/// Ends a training when a score on examples apart has not improved for some epochs, and takes the
/// model back to where it was best.
///
/// ```java
/// var stopping = EarlyStopping.of(model, 10);
/// while (!stopping.isOver()) {
///   train();
///   stopping.saw(lossOnValidation());
/// }
/// stopping.restore();
/// ```
///
/// Source: Prechelt, *Early stopping: but when?*, 1998.
public final class EarlyStopping {
  private final List<Cell> cells;
  private final List<State> best = new ArrayList<>();
  private final int patience;
  private double least = Double.POSITIVE_INFINITY;
  private int epoch;
  private int bestEpoch;

  private EarlyStopping(List<Cell> cells, int patience) {
    this.cells = cells;
    this.patience = patience;
    for (Cell cell : cells) {
      best.add(State.of(cell.get().detach()));
    }
  }

  /// Watches a model.
  ///
  /// @param patience how many epochs without improvement end the training
  /// @throws TrainingException if it is not positive
  public static EarlyStopping of(Module model, int patience) {
    if (patience < 1) {
      throw new TrainingException("a patience of " + patience + " epochs: use at least 1");
    }
    return new EarlyStopping(List.copyOf(Cells.of(model).values()), patience);
  }

  /// Takes an epoch's loss; smaller is better, and NaN never is. True if it is the best so far.
  public boolean saw(double loss) {
    epoch++;
    boolean better = loss < least;
    if (better) {
      least = loss;
      bestEpoch = epoch;
      copy(cells, best);
    }
    return better;
  }

  /// True if the last epochs brought no improvement.
  public boolean isOver() {
    return epoch - bestEpoch >= patience;
  }

  /// The best epoch, counted from 1; 0 if there was none.
  public int bestEpoch() {
    return bestEpoch;
  }

  /// Sets the model's cells to what they held after the best epoch.
  public void restore() {
    copy(best, cells);
  }

  /// The values are immutable: both cells hold the same one.
  private static void copy(List<? extends Cell> from, List<? extends Cell> to) {
    Scope.run(scope -> {
      for (int i = 0; i < from.size(); i++) {
        to.get(i).set(from.get(i).get().detach());
      }
      return true;
    });
  }
}
