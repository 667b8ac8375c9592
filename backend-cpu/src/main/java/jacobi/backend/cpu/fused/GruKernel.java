package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.code.Pass;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Binary;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import java.util.Arrays;

/// A gated recurrent unit over a sequence, step by step as [LstmKernel]. Rows of sums are `r z n
/// m`, of which `m` is the state's share of `n`.
public final class GruKernel {
  private static final int GATES = 3;

  /// The block of `m`.
  private static final int M = 3;

  private final OpCall call;
  private final Sequence sequence;
  private final Workers workers;
  private final Units units;

  /// Gradients of the sums, while a call runs.
  private float[] slopes = new float[0];

  private GruKernel(OpCall call, boolean forward, Workers workers) {
    this.call = call;
    this.workers = workers;
    int x = forward ? 0 : 1;
    sequence = new Sequence(call.in(x).shape(), call.in(x + 1).shape());
    Units.Task task = forward ? this::forward : this::backward;
    units = new Units(GATES, call, forward ? 3 : 4, sequence, forward, workers, task);
  }

  /// What computes `y` and gates.
  public static Runnable forward(OpCall call, Workers workers) {
    return new GruKernel(call, true, workers)::forward;
  }

  private void forward() {
    int hidden = sequence.hidden();
    float[] bias = Room.borrow(sequence.width());
    System.arraycopy(call.in(4).floats(), call.in(4).at(), bias, 0, GATES * hidden);
    for (int i = 0; i < GATES * hidden; i++) {
      float fromState = call.in(5).floats()[call.in(5).at() + i];
      if (i < 2 * hidden) {
        bias[i] += fromState;
      } else {
        bias[i + hidden] = fromState;
      }
    }
    Operand gates = call.out(1);
    sequence.project(call.in(0), call.in(2), bias, gates.floats(), gates.at());
    Room.giveBack(bias);
    units.open();
    for (int t = 0; t < sequence.steps(); t++) {
      units.each(t);
    }
    units.close();
  }

  private void forward(Units.Part part, int t) {
    Operand gates = call.out(1);
    float[] sums = gates.floats();
    Operand y = call.out(0);
    var h = part.first;
    sequence.before(h, call.in(1), y, t, part.row(), 0);
    for (int gate = 0; gate < GATES; gate++) {
      int block = gate == 2 ? M : gate;
      int at = gates.at() + sequence.sum(t, part.row(), block, part.unit());
      units.forward(gate, part, h, part.second.put(sums, at, sequence.width()));
    }
    var pass = Call.of(Pass.GRU, 9);
    for (int row = part.row(); row < part.row() + part.rows(); row++) {
      for (int block = 0; block < Sequence.BLOCKS; block++) {
        int at = gates.at() + sequence.sum(t, row, block, part.unit());
        pass.with(4 + block, sums, at);
        if (block < GATES) {
          pass.with(block, sums, at);
        }
      }
      var own = part.first;
      sequence.before(own, call.in(1), y, t, row, part.unit());
      pass.with(3, y.floats(), y.at() + sequence.state(t, row, part.unit()));
      pass.with(8, own.array(), own.at()).run(part.units());
    }
    pass.close();
  }

  /// What computes the gradients, without a cotangent of the gates.
  public static Runnable backward(OpCall call, Workers workers) {
    return new GruKernel(call, false, workers)::backward;
  }

  private void backward() {
    int hidden = sequence.hidden();
    float[] sums = Room.borrow(sequence.rows() * sequence.width());
    slopes = sums;
    Operand h = call.out(1);
    Arrays.fill(h.floats(), h.at(), h.at() + h.count(), 0);
    units.open();
    for (int t = sequence.steps() - 1; t >= -1; t--) {
      units.each(t);
    }
    units.close();
    Operand w = call.out(3);
    sequence.input(sums, call.in(1), call.in(3), call.out(0), call.out(2));
    sequence.state(sums, 0, 2 * hidden, call.in(2), call.in(5), w, 0);
    sequence.state(sums, M, hidden, call.in(2), call.in(5), w, 2 * hidden);
    sequence.bias(sums, 0, GATES * hidden, call.out(4), 0, workers);
    sequence.bias(sums, 0, 2 * hidden, call.out(5), 0, workers);
    sequence.bias(sums, M, hidden, call.out(5), 2 * hidden, workers);
    Room.giveBack(sums);
  }

  /// `h̄ ← ȳ_t + h̄·z + q̄_(t+1)·W`, kept where `h̄` of the first state is asked for; before the
  /// first step there is no `ȳ`.
  private void carry(Units.Part part, int t) {
    float[] h = call.out(1).floats();
    Operand y = call.in(0);
    int first = call.out(1).at() + sequence.state(0, part.row(), part.unit());
    for (int row = 0; row < part.rows() && t >= 0; row++) {
      int at = first + row * sequence.hidden();
      int from = y.at() + sequence.state(t, part.row() + row, part.unit());
      Exponentials.with(Binary.ADD, h, at, y.floats(), from, h, at, part.units());
    }
    if (t + 1 < sequence.steps()) {
      var to = part.second.put(h, first, sequence.hidden());
      int at = sequence.sum(t + 1, part.row(), 0, 0);
      units.back(0, 2, part, part.first.put(slopes, at, sequence.width()), to);
      part.first.put(slopes, at + M * sequence.hidden(), sequence.width());
      units.back(2, 1, part, part.first, to);
    }
  }

  private void backward(Units.Part part, int t) {
    carry(part, t);
    if (t < 0) {
      return;
    }
    Operand gates = call.in(6);
    Operand h = call.out(1);
    var pass = Call.of(Pass.GRU_BACK, 11);
    for (int row = part.row(); row < part.row() + part.rows(); row++) {
      for (int block = 0; block < Sequence.BLOCKS; block++) {
        int at = sequence.sum(t, row, block, part.unit());
        pass.with(block, slopes, at).with(5 + block, gates.floats(), gates.at() + at);
      }
      int at = h.at() + sequence.state(0, row, part.unit());
      var before = part.first;
      sequence.before(before, call.in(2), call.in(5), t, row, part.unit());
      pass.with(4, h.floats(), at).with(9, before.array(), before.at());
      pass.with(10, h.floats(), at).run(part.units());
    }
    pass.close();
  }
}
