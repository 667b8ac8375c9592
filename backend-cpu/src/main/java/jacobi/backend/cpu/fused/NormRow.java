package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.code.Fold;
import jacobi.backend.cpu.code.LoopTable;
import jacobi.backend.cpu.code.Pass;
import jacobi.op.Reduce;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import java.util.Arrays;

/// A row of a normalization, in as few passes over it as there are numbers to be known before the
/// next. One worker's.
final class NormRow {
  private final OpCall op;
  private final int n;
  private final Fold sum = LoopTable.shared().fold(Reduce.Kind.SUM, Element.F32);
  private final double[] first = new double[Fold.WIDTH];
  private final double[] second = new double[Fold.WIDTH];
  private final float[] mean = new float[1];
  private final float[] root = new float[1];
  private final float[] a = new float[1];
  private final float[] b = new float[1];

  private final Call squares = new Call(Pass.ROW_SQUARES, 3);
  private final Call norm = new Call(Pass.ROW_NORM, 6);
  private final Call scale = new Call(Pass.ROW_SCALE, 5);
  private final Call slopes = new Call(Pass.ROW_SLOPES, 7);
  private final Call back = new Call(Pass.ROW_BACK, 8);
  private final Call columns = new Call(Pass.ROW_COLUMNS, 8);

  NormRow(OpCall op, int n) {
    this.op = op;
    this.n = n;
  }

  /// Where there is a bias, rows are centered.
  private boolean isCentered() {
    return op.outputs() == 3;
  }

  /// `y = x̂·gain + bias`, `μ` and `r = 1/√(mean((x − μ)²) + ε)` of one row.
  void forward(int row, float eps) {
    float[] x = op.in(0).floats();
    int at = at(op.in(0), row);
    if (isCentered()) {
      sum.start(first, 1, x, at, 0);
      sum.line(first, 0, x, at, 1, n);
      mean[0] = mean(first, mean);
      put(mean[0], op.out(1), row);
    }
    clear(first);
    squares.with(0, first, 0).with(1, x, at).with(2, mean, 0).run(n);
    root[0] = 1 / (float) Math.sqrt(mean(first, root) + eps);
    put(root[0], op.out(op.outputs() - 1), row);
    Call last = isCentered() ? norm : scale;
    last.with(0, op.out(0).floats(), at(op.out(0), row)).with(1, x, at);
    last.with(2, op.in(1).floats(), op.in(1).at());
    int next = 3;
    if (isCentered()) {
      last.with(next++, op.in(2).floats(), op.in(2).at());
    }
    last.with(next++, mean, 0).with(next, root, 0).run(n);
  }

  /// `x̄ = r·(h − mean(h) − x̂·mean(h·x̂))` of one row; `ḡ·x̂` is added to the sums from `to` on,
  /// `ḡ` to those behind them.
  void backward(int row, double[] sums, int to) {
    float[] g = op.in(0).floats();
    float[] x = op.in(1).floats();
    float[] gain = op.in(2).floats();
    int gAt = at(op.in(0), row);
    int xAt = at(op.in(1), row);
    int gainAt = op.in(2).at();
    root[0] = get(op.in(op.inputs() - 1), row);
    mean[0] = isCentered() ? get(op.in(3), row) : 0;
    clear(first);
    clear(second);
    slopes.with(0, first, 0).with(1, second, 0).with(2, g, gAt).with(3, x, xAt);
    slopes.with(4, gain, gainAt).with(5, mean, 0).with(6, root, 0).run(n);
    a[0] = isCentered() ? mean(first, a) : 0;
    b[0] = mean(second, b);
    back.with(0, op.out(0).floats(), at(op.out(0), row)).with(1, g, gAt).with(2, x, xAt);
    back.with(3, gain, gainAt).with(4, mean, 0).with(5, root, 0).with(6, a, 0).with(7, b, 0).run(n);
    columns.with(0, sums, to).with(1, sums, to + n).with(2, sums, to).with(3, sums, to + n);
    columns.with(4, g, gAt).with(5, x, xAt).with(6, mean, 0).with(7, root, 0).run(n);
  }

  private int at(Operand rows, int row) {
    return rows.at() + row * n;
  }

  private static void clear(double[] sums) {
    Arrays.fill(sums, 0);
  }

  /// A sum of floats by the number of them.
  private float mean(double[] sums, float[] to) {
    sum.end(sums, 1, to, 0);
    return to[0] / n;
  }

  private static float get(Operand numbers, int row) {
    return numbers.floats()[numbers.at() + row];
  }

  private static void put(float number, Operand to, int row) {
    to.floats()[to.at() + row] = number;
  }
}
