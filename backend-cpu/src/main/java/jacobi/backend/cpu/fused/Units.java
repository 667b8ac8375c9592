package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.gemm.Turn;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;

/// One step of a recurrent op, cut into parts of some units of the state and some rows of the
/// batch; and the weights of the state, `gates` blocks of [H, H].
///
/// Of the weights a part needs the columns of its units. These are put side by side once a
/// sequence, so that the product of each step reads them as they are.
final class Units {
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
  private final OpCall call;
  private final int weights;
  private final boolean forward;
  private final boolean apart;
  private final Part[] parts;
  private final Workers.Task gathering = this::gather;
  private final Workers.Task each = this::part;
  private final Task task;

  private final float[] none = new float[0];

  /// While a call runs.
  private float[] columns = none;

  /// The step that is under way.
  private int step;

  /// Some units of some rows, and the matrices that its worker needs.
  static final class Part {
    private final int row;
    private final int rows;
    private final int unit;
    private final int units;

    /// Two that are free to use.
    final Matrix<float[]> first = new Matrix<>();

    final Matrix<float[]> second = new Matrix<>();
    private final Matrix<float[]> columns = new Matrix<>();

    private Part(int row, int rows, int unit, int units) {
      this.row = row;
      this.rows = rows;
      this.unit = unit;
      this.units = units;
    }

    int row() {
      return row;
    }

    int rows() {
      return rows;
    }

    int unit() {
      return unit;
    }

    int units() {
      return units;
    }
  }

  /// What is done with a part in a step.
  @FunctionalInterface
  interface Task {
    void run(Part part, int step);
  }

  /// The units of a sequence of steps.
  ///
  /// @param weights which operand of the call they are
  /// @param forward whether a state is multiplied with the transposed weights, or a cotangent with
  ///   the weights
  Units(
      int gates,
      OpCall call,
      int weights,
      Sequence sequence,
      boolean forward,
      Workers workers,
      Task task) {
    this.gates = gates;
    this.call = call;
    this.weights = weights;
    this.forward = forward;
    this.workers = workers;
    this.task = task;
    batch = sequence.batch();
    hidden = sequence.hidden();
    int stripes = Math.max((batch + ROWS - 1) / ROWS, 1);
    rows = (batch + stripes - 1) / stripes;
    apart = sequence.rows() >= FEW;
    parts = new Part[stripes * blocks()];
    for (int i = 0; i < parts.length; i++) {
      int row = i % stripes * rows;
      int unit = i / stripes * WIDTH;
      parts[i] = new Part(row, Math.min(rows, batch - row), unit, Math.min(WIDTH, hidden - unit));
    }
  }

  private int blocks() {
    return (hidden + WIDTH - 1) / WIDTH;
  }

  /// Says that a call begins.
  void open() {
    columns = Room.borrow(apart ? call.in(weights).count() : 0);
    if (apart) {
      workers.run(blocks() * gates, gathering);
    }
  }

  /// Does every part of a step.
  void each(int step) {
    this.step = step;
    workers.run(parts.length, each);
  }

  private void part(int index) {
    task.run(parts[index], step);
  }

  private int columnsOf(int gate, Part part) {
    return forward
        ? (gate * hidden + part.unit) * hidden
        : (part.unit * gates + gate * part.units) * hidden;
  }

  private void gather(int index) {
    int gate = index % gates;
    Part part = parts[index / gates * (parts.length / blocks())];
    Operand weights = call.in(this.weights);
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
      return part.columns.put(columns, columnsOf(gate, part), part.units);
    }
    Operand weights = call.in(this.weights);
    int at = weights.at() + gate * hidden * hidden;
    return forward
        ? part.columns.put(weights.floats(), at + part.unit * hidden, 1, hidden)
        : part.columns.put(weights.floats(), at + part.unit, hidden);
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

  /// Says that the call ends.
  void close() {
    Room.giveBack(columns);
    columns = none;
  }
}
