package jacobi.backend.cpu.kernel;

import jacobi.backend.cpu.parallel.Warming;
import java.util.List;

/// Warms one vector loop.
final class LoopWarming implements Warming.Kernel {
  /// Vectors of a call.
  private static final int VECTORS = 8;

  private static final int CALLS = 16;

  /// Nanoseconds of a step of a formula on one vector: interpreted code takes hundreds.
  private static final double COMPILED = 25;

  /// Values that take every branch of every guard.
  private static final double[] SPECIAL = {0, 1e30, Double.NaN, -1, Double.POSITIVE_INFINITY};

  private final Loops loops;
  private final Candidate candidate;
  private final int n;
  private final Object y;
  private final Object[] ordinary;
  private final Object[] special;

  /// A vector loop that is to be warmed.
  record Candidate(Loop loop, List<Element> in, Element out, int constants, int lanes, int steps) {}

  private LoopWarming(Loops loops, Candidate candidate) {
    this.loops = loops;
    this.candidate = candidate;
    n = candidate.lanes * VECTORS + 1;
    y = candidate.out.newArray(n);
    ordinary = operands(0.7);
    special = operands(SPECIAL);
  }

  static void ask(Loops loops, int constants) {
    Warming.ask(new LoopWarming(loops, loops.candidate(constants)));
  }

  private Object[] operands(double... values) {
    Object[] operands = new Object[3];
    for (int k = 0; k < operands.length; k++) {
      Element type = candidate.in.get(Math.min(k, candidate.in.size() - 1));
      operands[k] = type.newArray(n);
      for (int i = 0; i < n; i++) {
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
    candidate.loop.run(y, 0, x[0], 0, a, x[1], 0, b, x[2], 0, c, n);
  }

  @Override
  public double compiledNanos() {
    return COMPILED * candidate.steps * VECTORS * CALLS;
  }

  @Override
  public void end(boolean compiled) {
    if (compiled) {
      loops.serve(candidate.constants, candidate.loop);
    }
  }
}
