package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.gemm.Turn;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.spi.Operand;

/// One step of a recurrent op, cut into parts of some units of the state and some rows of the
/// batch; and the weights of the state, `gates` blocks of [H, H].
///
/// Of the weights a part needs the columns of its units. These are put side by side once a
/// sequence, so that the product of each step reads them as they are.
final class Units implements AutoCloseable {
  /// Units of a part: at most what a matrix product reads at once, and four parts of 256.
  private static final int WIDTH = 64;

  /// Rows of a part at most.
  private static final int ROWS = 96;

  /// Fewer rows than these in all read the weights where they lie.
  private static final int FEW = 16;

  private final int gates;
  private final int hidden;
  private final int batch;
  private final int rows;
  private final Workers workers;
  private final Operand weights;
  private final boolean forward;
  private final float[] columns;
  private final boolean apart;

  /// Some units of some rows.
  record Part(int row, int rows, int unit, int units) {}

  /// What is done with a part.
  @FunctionalInterface
  interface Task {
    void run(Part part);
  }

  /// The units of a sequence of steps.
  ///
  /// @param forward whether a state is multiplied with the transposed weights, or a cotangent with
  ///   the weights
  Units(int gates, Operand weights, int steps, int batch, boolean forward, Workers workers) {
    this.gates = gates;
    this.weights = weights;
    this.forward = forward;
    this.batch = batch;
    this.workers = workers;
    hidden = (int) weights.shape().size(1);
    int stripes = Math.max((batch + ROWS - 1) / ROWS, 1);
    rows = (batch + stripes - 1) / stripes;
    apart = steps * batch >= FEW;
    columns = Room.borrow(apart ? weights.count() : 0);
    if (apart) {
      workers.run(blocks() * gates, i -> gather(i % gates, part(0, i / gates)));
    }
  }

  private int blocks() {
    return (hidden + WIDTH - 1) / WIDTH;
  }

  private Part part(int stripe, int block) {
    int row = stripe * rows;
    int unit = block * WIDTH;
    return new Part(row, Math.min(rows, batch - row), unit, Math.min(WIDTH, hidden - unit));
  }

  /// Does every part of a step.
  void each(Task task) {
    int stripes = Math.max((batch + ROWS - 1) / ROWS, 1);
    workers.run(stripes * blocks(), i -> task.run(part(i % stripes, i / stripes)));
  }

  private int columnsOf(int gate, Part part) {
    return forward
        ? (gate * hidden + part.unit) * hidden
        : (part.unit * gates + gate * part.units) * hidden;
  }

  private void gather(int gate, Part part) {
    float[] w = weights.floats();
    int to = columnsOf(gate, part);
    int first = weights.at() + gate * hidden * hidden;
    if (forward) {
      int from = first + part.unit * hidden;
      Turn.copy(w, from, hidden, hidden, part.units, columns, to, part.units);
      return;
    }
    for (int i = 0; i < hidden; i++) {
      int from = first + i * hidden + part.unit;
      System.arraycopy(w, from, columns, to + i * part.units, part.units);
    }
  }

  private Matrix<float[]> columns(int gate, Part part) {
    if (apart) {
      return Matrix.rowMajor(columns, columnsOf(gate, part), part.units);
    }
    int at = weights.at() + gate * hidden * hidden;
    return forward
        ? Matrix.rowMajor(weights.floats(), at + part.unit * hidden, hidden).transposed()
        : Matrix.rowMajor(weights.floats(), at + part.unit, hidden);
  }

  /// Adds a part of `h·Wᵀ` to what is before a gate.
  void forward(int gate, Part part, Matrix<float[]> h, Matrix<float[]> sums) {
    var w = columns(gate, part);
    Gemm.shared().f32(part.rows, part.units, hidden, h, w, sums, true);
  }

  /// Adds a part of `p̄·W`, over `count` gates, to a cotangent.
  void back(int gate, int count, Part part, Matrix<float[]> sums, Matrix<float[]> h) {
    var w = columns(gate, part);
    Gemm.shared().f32(part.rows, part.units, count * hidden, sums, w, h, true);
  }

  @Override
  public void close() {
    Room.giveBack(columns);
  }
}
