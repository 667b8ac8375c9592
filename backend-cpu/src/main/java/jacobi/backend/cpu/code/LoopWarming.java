package jacobi.backend.cpu.code;

import jacobi.backend.cpu.parallel.Warming;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Warms one vector loop.
final class LoopWarming implements Warming.Kernel {
  /// Vectors of a call.
  private static final int VECTORS = 8;

  private static final int CALLS = 16;

  /// Nanoseconds of a step of a formula on one vector: interpreted code takes hundreds.
  static final double COMPILED = 25;

  private final Supplier<Candidate> candidates;
  private final Consumer<Loop> ready;
  private final Object y;
  private final Object[] ordinary;
  private final Object[] special;
  private Candidate candidate;

  /// A vector loop that is to be warmed.
  ///
  /// @param constants a bit for each operand of step 0
  /// @param n elements of a call that takes every branch
  /// @param steps steps of such a call, each on a whole vector
  record Candidate(Loop loop, List<Element> in, Element out, int constants, int n, int steps) {

    /// A loop along rows.
    static Candidate along(
        Loop loop, List<Element> in, Element out, int constants, int lanes, int steps) {
      return new Candidate(loop, in, out, constants, lanes * VECTORS + 1, steps * VECTORS);
    }
  }

  /// @param candidates makes the loop, as new code each time
  /// @param ready is handed the loop that is compiled
  LoopWarming(Supplier<Candidate> candidates, Consumer<Loop> ready) {
    this.candidates = candidates;
    candidate = candidates.get();
    this.ready = ready;
    y = candidate.out.newArray(candidate.n);
    ordinary = operands(0.7);
    // Every branch of every guard.
    special = operands(0, 1e30, Double.NaN, -1, Double.POSITIVE_INFINITY);
  }

  /// Warms a loop in the background and hands it over when it is compiled.
  static void ask(Supplier<Candidate> candidates, Consumer<Loop> ready) {
    Warming.ask(new LoopWarming(candidates, ready));
  }

  private Object[] operands(double... values) {
    Object[] operands = new Object[3];
    for (int k = 0; k < operands.length; k++) {
      Element type = candidate.in.get(Math.min(k, candidate.in.size() - 1));
      operands[k] = type.newArray(candidate.n);
      for (int i = 0; i < candidate.n; i++) {
        type.set(operands[k], i, values[i % values.length]);
      }
    }
    return operands;
  }

  @Override
  public void batch() {
    for (int i = 0; i < CALLS; i++) {
      run(i == 0 ? special : ordinary);
    }
  }

  private void run(Object[] x) {
    int a = 1 - (candidate.constants & 1);
    int b = 1 - (candidate.constants >> 1 & 1);
    int c = 1 - (candidate.constants >> 2 & 1);
    candidate.loop.run(y, 0, x[0], 0, a, x[1], 0, b, x[2], 0, c, candidate.n);
  }

  @Override
  public double compiledNanos() {
    return COMPILED * candidate.steps * CALLS;
  }

  @Override
  public void renew() {
    candidate = candidates.get();
  }

  @Override
  public void end(boolean compiled) {
    if (compiled) {
      ready.accept(candidate.loop);
    }
  }
}
