package jacobi.backend.cpu.code;

import jacobi.backend.cpu.parallel.Warming;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Warms the vector code of a sweep.
final class SweepWarming implements Warming.Kernel {
  /// Turns of the loop in a call.
  private static final int TURNS = 4;

  private static final int CALLS = 16;

  private final Supplier<Candidate> candidates;
  private final Consumer<Sweep> ready;
  private final int n;
  private final int[] at;
  private final Object[] ordinary;
  private final Object[] special;
  private Candidate candidate;

  /// Vector code that is to be warmed.
  ///
  /// @param width elements of one turn of its loop
  /// @param steps steps of one turn, each on a whole vector
  record Candidate(Sweep sweep, int width, int steps) {}

  /// @param candidates makes the code, new each time
  /// @param ready is handed the code that is compiled
  SweepWarming(SweepFormula formula, Supplier<Candidate> candidates, Consumer<Sweep> ready) {
    this.candidates = candidates;
    candidate = candidates.get();
    this.ready = ready;
    n = TURNS * candidate.width + 1;
    at = new int[formula.out().size() + formula.in().size()];
    ordinary = arrays(formula, 0.7);
    // Every branch of every guard.
    special = arrays(formula, 0, 1e30, Double.NaN, -1, Double.POSITIVE_INFINITY);
  }

  /// Warms a sweep in the background and hands it over when it is compiled.
  static void ask(SweepFormula formula, Supplier<Candidate> candidates, Consumer<Sweep> ready) {
    Warming.ask(new SweepWarming(formula, candidates, ready));
  }

  private Object[] arrays(SweepFormula formula, double... values) {
    Object[] arrays = new Object[at.length];
    int results = formula.out().size();
    for (int k = 0; k < arrays.length; k++) {
      List<Element> types = k < results ? formula.out() : formula.in();
      Element type = types.get(k < results ? k : k - results);
      arrays[k] = type.newArray(Math.max(n, Fold.WIDTH));
      for (int i = 0; k >= results && i < n; i++) {
        type.set(arrays[k], i, values[i % values.length]);
      }
    }
    return arrays;
  }

  @Override
  public void batch() {
    for (int i = 0; i < CALLS; i++) {
      candidate.sweep.run(i == 0 ? special : ordinary, at, n);
    }
  }

  @Override
  public double compiledNanos() {
    return LoopWarming.COMPILED * candidate.steps * TURNS * CALLS;
  }

  @Override
  public void renew() {
    candidate = candidates.get();
  }

  @Override
  public void end(boolean compiled) {
    if (compiled) {
      ready.accept(candidate.sweep);
    }
  }
}
