package jacobi.backend.cpu.kernel;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.code.Fold;
import jacobi.backend.cpu.code.LoopTable;
import jacobi.backend.cpu.parallel.Spare;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Reduce;

/// The sums of the columns of a matrix, in the order of [Fold]. Kept and used for the next matrix.
public final class ColumnSums {
  /// Those that nobody uses.
  public static final Spare<ColumnSums> SPARE = new Spare<>(ColumnSums::new);

  /// Columns of a part: their accumulators fill half of a 32 KiB L1 cache.
  private static final int COLUMNS = 64;

  private final Fold fold = LoopTable.shared().fold(Reduce.Kind.SUM, Element.F32);
  private final Workers.Task task = this::part;
  private final float[] none = new float[0];
  private float[] x = none;
  private int xAt;
  private int rows;
  private int width;
  private int columns;
  private float[] y = none;
  private int yAt;

  private ColumnSums() {}

  /// `y[yAt + j] = Σᵢ x[xAt + i·width + j]` for `i < rows`, `j < columns`.
  public void run(
      float[] x, int xAt, int rows, int width, int columns, float[] y, int yAt, Workers workers) {
    this.x = x;
    this.xAt = xAt;
    this.rows = rows;
    this.width = width;
    this.columns = columns;
    this.y = y;
    this.yAt = yAt;
    workers.run((columns + COLUMNS - 1) / COLUMNS, task);
    this.x = none;
    this.y = none;
  }

  private void part(int index) {
    int first = index * COLUMNS;
    int count = Math.min(COLUMNS, columns - first);
    Object sums = fold.borrow(count);
    fold.start(sums, count, x, xAt + first, 1);
    for (int i = 0; i < rows; i++) {
      fold.row(sums, count, i % Fold.WIDTH, x, xAt + i * width + first);
    }
    fold.end(sums, count, y, yAt + first);
    fold.giveBack(sums);
  }
}
