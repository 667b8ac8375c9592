package jacobi.backend.cpu.code;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.vector.VectorTiles;
import jacobi.op.ElementwiseChain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The code of one chain, and which serves; all give the same bits.
///
/// Tiles serve at first. Both kinds of generated code are made and warmed in the background once
/// enough went through tiles to make that worthwhile: scalar code for few elements, or where there
/// are no vectors; vector code for many.
public final class ChainCode implements Sweep {
  /// Links times elements that are worth the making of scalar code.
  private static final long SOME = Math.max(1, Loops.WORTHWHILE >> 10);

  /// Runs of fewer elements take scalar code.
  private static final int SHORT = 64;

  /// More steps on vectors than this are no code that HotSpot compiles well.
  private static final int MOST_STEPS = 400;

  private final ElementwiseChain chain;
  private final SweepFormula formula;
  private final int lanes;
  private final Sweep tiles;
  private volatile @Nullable Sweep scalar;
  private volatile @Nullable Sweep vector;

  /// Counted without care: they only have to grow.
  private long few;

  private long many;

  /// @param constants a bit for each operand that is one number
  ChainCode(ElementwiseChain chain, List<Element> operands, int constants) {
    this.chain = chain;
    int bits = Gemm.vectorApi() ? VectorTiles.bits() : 0;
    var whole = new ChainFormula(chain, operands);
    formula = whole.sweep(constants);
    lanes = whole.lanes(bits, constants);
    tiles = new ChainTiles(chain, whole, constants);
  }

  @Override
  public void run(Object[] arrays, int[] at, int n) {
    boolean isShort = n < SHORT || lanes == 0;
    Sweep fast = isShort ? scalar : vector;
    if (fast == null) {
      count(isShort, (long) n * chain.links().size());
      fast = tiles;
    }
    fast.run(arrays, at, n);
  }

  private void count(boolean isShort, long more) {
    long before = isShort ? few : many;
    long worth = isShort ? SOME : Loops.WORTHWHILE;
    if (isShort) {
      few = before + more;
    } else {
      many = before + more;
    }
    if (before < worth && before + more >= worth) {
      if (isShort) {
        SweepWarming.ask(formula, this::scalarCandidate, sweep -> scalar = sweep);
      } else {
        askForVectors();
      }
    }
  }

  private void askForVectors() {
    if (vectorCandidate().steps() <= MOST_STEPS) {
      SweepWarming.ask(formula, this::vectorCandidate, sweep -> vector = sweep);
    }
  }

  /// The scalar code, not yet in use.
  SweepWarming.Candidate scalarCandidate() {
    Sweep sweep = new SweepGenerator(formula).scalar();
    return new SweepWarming.Candidate(sweep, 1, 4 * chain.links().size());
  }

  /// The vector code, not yet in use.
  SweepWarming.Candidate vectorCandidate() {
    var generator = new SweepGenerator(formula);
    Sweep sweep = generator.vector(lanes);
    return new SweepWarming.Candidate(sweep, lanes, generator.steps());
  }

  /// Elements of a vector, or 0 if there is no vector code.
  int lanes() {
    return lanes;
  }

  /// What serves at first.
  Sweep tiles() {
    return tiles;
  }
}
