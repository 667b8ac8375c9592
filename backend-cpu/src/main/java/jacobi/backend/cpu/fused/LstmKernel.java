package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.code.Pass;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import java.util.Arrays;

/// A long short-term memory over a sequence. The input's share of all steps is one product; a step
/// is a product of the state, added in place, and one pass over the gates.
public final class LstmKernel {
  private static final int GATES = 4;

  private final OpCall call;
  private final Sequence sequence;
  private final Workers workers;
  private final Units units;

  /// Gradients of the sums, while a call runs.
  private float[] slopes = new float[0];

  private LstmKernel(OpCall call, boolean forward, Workers workers) {
    this.call = call;
    this.workers = workers;
    int x = forward ? 0 : 1;
    sequence = new Sequence(call.in(x).shape(), call.in(x + 1).shape());
    Units.Task task = forward ? this::forward : this::backward;
    units = new Units(GATES, call, forward ? 4 : 5, sequence, forward, workers, task);
  }

  /// What computes `y`, cells and gates.
  public static Runnable forward(OpCall call, Workers workers) {
    return new LstmKernel(call, true, workers)::forward;
  }

  private void forward() {
    float[] bias = Room.borrow(sequence.width());
    for (int i = 0; i < sequence.width(); i++) {
      float own = call.in(5).floats()[call.in(5).at() + i];
      bias[i] = own + call.in(6).floats()[call.in(6).at() + i];
    }
    Operand gates = call.out(2);
    sequence.project(call.in(0), call.in(3), bias, gates.floats(), gates.at());
    Room.giveBack(bias);
    units.open();
    for (int t = 0; t < sequence.steps(); t++) {
      units.each(t);
    }
    units.close();
  }

  private void forward(Units.Part part, int t) {
    Operand gates = call.out(2);
    float[] sums = gates.floats();
    var h = part.first;
    sequence.before(h, call.in(1), call.out(0), t, part.row(), 0);
    for (int gate = 0; gate < GATES; gate++) {
      int at = gates.at() + sequence.sum(t, part.row(), gate, part.unit());
      units.forward(gate, part, h, part.second.put(sums, at, sequence.width()));
    }
    var pass = Call.of(Pass.LSTM, 11);
    for (int row = part.row(); row < part.row() + part.rows(); row++) {
      for (int gate = 0; gate < GATES; gate++) {
        int at = gates.at() + sequence.sum(t, row, gate, part.unit());
        pass.with(gate, sums, at).with(6 + gate, sums, at);
      }
      var c = part.first;
      sequence.before(c, call.in(2), call.out(1), t, row, part.unit());
      pass.with(4, call.out(1).floats(), call.out(1).at() + sequence.state(t, row, part.unit()));
      pass.with(5, call.out(0).floats(), call.out(0).at() + sequence.state(t, row, part.unit()));
      pass.with(10, c.array(), c.at()).run(part.units());
    }
    pass.close();
  }

  /// What computes the gradients, without cotangents of cells and gates.
  public static Runnable backward(OpCall call, Workers workers) {
    return new LstmKernel(call, false, workers)::backward;
  }

  private void backward() {
    float[] sums = Room.borrow(sequence.rows() * sequence.width());
    slopes = sums;
    Operand c = call.out(2);
    Arrays.fill(c.floats(), c.at(), c.at() + c.count(), 0);
    units.open();
    for (int t = sequence.steps() - 1; t >= -1; t--) {
      units.each(t);
    }
    units.close();
    sequence.input(sums, call.in(1), call.in(4), call.out(0), call.out(3));
    sequence.state(sums, 0, sequence.width(), call.in(2), call.in(6), call.out(4), 0);
    sequence.bias(sums, 0, sequence.width(), call.out(5), 0, workers);
    Room.giveBack(sums);
  }

  /// `h̄ ← ȳ_t + p̄_(t+1)·W`, kept where `h̄` of the first state is asked for; before the first
  /// step there is no `ȳ`.
  private void carry(Units.Part part, int t) {
    Operand h = call.out(1);
    Operand y = call.in(0);
    for (int row = part.row(); row < part.row() + part.rows(); row++) {
      int at = h.at() + sequence.state(0, row, part.unit());
      if (t < 0) {
        Arrays.fill(h.floats(), at, at + part.units(), 0);
      } else {
        int from = y.at() + sequence.state(t, row, part.unit());
        System.arraycopy(y.floats(), from, h.floats(), at, part.units());
      }
    }
    if (t + 1 < sequence.steps()) {
      var p = part.first.put(slopes, sequence.sum(t + 1, part.row(), 0, 0), sequence.width());
      int at = h.at() + sequence.state(0, part.row(), part.unit());
      units.back(0, GATES, part, p, part.second.put(h.floats(), at, sequence.hidden()));
    }
  }

  private void backward(Units.Part part, int t) {
    carry(part, t);
    if (t < 0) {
      return;
    }
    Operand cells = call.in(7);
    Operand gates = call.in(8);
    var pass = Call.of(Pass.LSTM_BACK, 13);
    for (int row = part.row(); row < part.row() + part.rows(); row++) {
      for (int gate = 0; gate < GATES; gate++) {
        int at = sequence.sum(t, row, gate, part.unit());
        pass.with(gate, slopes, at).with(5 + gate, gates.floats(), gates.at() + at);
      }
      int state = sequence.state(0, row, part.unit());
      var before = part.first;
      sequence.before(before, call.in(3), cells, t, row, part.unit());
      pass.with(4, call.out(2).floats(), call.out(2).at() + state);
      pass.with(9, cells.floats(), cells.at() + sequence.state(t, row, part.unit()));
      pass.with(10, before.array(), before.at());
      pass.with(11, call.out(1).floats(), call.out(1).at() + state);
      pass.with(12, call.out(2).floats(), call.out(2).at() + state).run(part.units());
    }
    pass.close();
  }
}
