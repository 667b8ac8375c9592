package jacobi.backend.cpu.code;

import org.jspecify.annotations.Nullable;

/// The code of one [Pass], scalar and vector, and which serves; both give the same bits.
public final class Sweeps implements Sweep {
  private final SweepFormula formula;
  private final int lanes;
  private final Sweep scalar;
  private volatile @Nullable Sweep vector;

  /// Counted without care: it only has to grow.
  private int scalarElements;

  Sweeps(SweepFormula formula, int vectorBits) {
    this.formula = formula;
    lanes = formula.lanes(vectorBits);
    scalar = new SweepGenerator(formula).scalar();
  }

  @Override
  public void run(Object[] arrays, int[] at, int n) {
    Sweep fast = vector;
    if (fast != null) {
      fast.run(arrays, at, n);
      return;
    }
    count(n);
    scalar.run(arrays, at, n);
  }

  /// As much scalar work as [Loops] wait for, each result as one of theirs.
  private void count(int n) {
    int before = scalarElements;
    if (before < Loops.WORTHWHILE && lanes > 1) {
      int more = (int) Math.min((long) n * formula.out().size(), Loops.WORTHWHILE);
      scalarElements = before + more;
      if (before + more >= Loops.WORTHWHILE) {
        SweepWarming.ask(formula, this::candidate, sweep -> vector = sweep);
      }
    }
  }

  /// The vector code, not yet in use.
  SweepWarming.Candidate candidate() {
    var generator = new SweepGenerator(formula);
    Sweep sweep = generator.vector(lanes);
    int width = formula.sums() ? Fold.WIDTH : lanes;
    return new SweepWarming.Candidate(sweep, width, generator.steps());
  }

  /// Elements of a vector, or 0 if there is no vector code.
  int lanes() {
    return lanes;
  }
}
