package jacobi.backend.cpu.code;

import jacobi.backend.cpu.parallel.Pool;
import jacobi.op.Reduce;
import java.lang.reflect.Array;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How elements of one type are folded: sums of floats in double and rounded once, everything else
/// in the type it is computed with as.
///
/// Element `e` of what is folded into one result, counted in row-major order, goes to accumulator
/// `e mod 32`; halves of the accumulators are then folded onto each other until one is left. This
/// order is given by the shape alone, so one result has the same bits whether its elements lie in a
/// line or are gathered, alone or beside others, in scalar or in vector code.
public final class Fold {
  /// Accumulators of one result.
  public static final int WIDTH = FoldGenerator.WIDTH;

  private static final int SPARE = 2 * Runtime.getRuntime().availableProcessors();

  private final Reduce.Kind kind;
  private final Element type;
  private final Element sum;
  private final Loops accumulate;
  private final Loops combine;
  private final Loops begin;
  private final Loops finish;
  private final FoldGenerator generator;
  private final int lanes;
  private final Loop scalarLine;
  private final Pool<Object> spare = new Pool<>(SPARE, Array::getLength);
  private volatile @Nullable Loop vectorLine;
  private int scalarElements;

  Fold(Reduce.Kind kind, Element type, int vectorBits) {
    this(kind, type, sum(kind, type), formula(kind, sum(kind, type)), vectorBits);
  }

  private Fold(Reduce.Kind kind, Element type, Element sum, Formula fold, int vectorBits) {
    this.kind = kind;
    this.type = type;
    this.sum = sum;
    accumulate = new Loops(fold, List.of(sum, type), sum, vectorBits);
    combine = new Loops(fold, List.of(sum, sum), sum, vectorBits);
    begin = new Loops(Formulas.cast(type, sum), List.of(type), sum, vectorBits);
    finish = new Loops(Formulas.cast(sum, type), List.of(sum), type, vectorBits);
    generator = new FoldGenerator(fold, type, sum);
    int most = Math.min(vectorBits / sum.bits(), WIDTH);
    lanes = type == Element.BOOL || most * type.bits() < Loops.SHORTEST ? 0 : most;
    scalarLine = generator.scalar();
  }

  /// The greatest float where no element is NaN, for those who learn of NaN elsewhere: a comparison
  /// takes a third of the time that heeding it does.
  static Fold greatest(int vectorBits) {
    Formula fold = Formula.vector(x -> x[0].lt(x[1]).then(x[1], x[0]));
    return new Fold(Reduce.Kind.MAX, Element.F32, Element.F32, fold, vectorBits);
  }

  private static Element sum(Reduce.Kind kind, Element type) {
    return kind == Reduce.Kind.SUM && type.isFloat() ? Element.F64 : type.value();
  }

  private static Formula formula(Reduce.Kind kind, Element sum) {
    Formula.Body body =
        switch (kind) {
          case SUM -> x -> x[0].add(x[1].to(x[0].type()));
          case MAX -> x -> x[0].max(x[1]);
          case MIN -> x -> x[0].min(x[1]);
        };
    return switch (sum) {
      case F32, I32, F16, BF16, I8, U8 -> Formula.vector(body);
      case F64, I64 -> Formula.wide(body);
      case BOOL -> Formula.scalar(body);
    };
  }

  /// Accumulators for `results` results that are folded side by side: those of accumulator `a` are
  /// at `a·results`.
  public Object borrow(int results) {
    Object kept = spare.take(WIDTH * results);
    return kept != null ? kept : sum.newArray(WIDTH * results);
  }

  /// Keeps accumulators for the next who asks.
  public void giveBack(Object sums) {
    spare.give(sums);
  }

  /// Prepares accumulators: zeros for a sum; for a maximum or minimum the first elements, which do
  /// not count twice.
  ///
  /// @param step how far the first elements of neighboring results lie apart
  public void start(Object sums, int results, Object x, int at, int step) {
    if (kind == Reduce.Kind.SUM) {
      sum.zero(sums, 0, WIDTH * results);
      return;
    }
    if (results == 1) {
      begin.run(sums, 0, x, at, 0, x, 0, 0, x, 0, 0, WIDTH);
      return;
    }
    for (int a = 0; a < WIDTH; a++) {
      begin.run(sums, a * results, x, at, step, x, 0, 0, x, 0, 0, results);
    }
  }

  /// Folds `n` elements into one result's accumulators, the first into accumulator `phase`.
  ///
  /// @return the accumulator for the element after them
  public int line(Object sums, int phase, Object x, int at, int step, int n) {
    int index = at;
    int next = phase;
    for (int left = n; left > 0; ) {
      int m;
      if (next == 0 && step == 1 && left >= WIDTH) {
        m = left & -WIDTH;
        lineLoop(m).run(sums, 0, x, index, 1, x, 0, 0, x, 0, 0, m);
      } else {
        m = Math.min(WIDTH - next, left);
        accumulate.run(sums, next, sums, next, 1, x, index, step, x, 0, 0, m);
      }
      next = (next + m) % WIDTH;
      index += m * step;
      left -= m;
    }
    return next;
  }

  /// Folds one element of each of `results` results side by side into their accumulator `phase`.
  public void row(Object sums, int results, int phase, Object x, int at) {
    add(sums, phase * results, results, x, at);
  }

  /// Adds one element of each of `results` results side by side to its accumulator `at + result`.
  public void add(Object sums, int at, int results, Object x, int xAt) {
    accumulate.run(sums, at, sums, at, 1, x, xAt, 1, x, 0, 0, results);
  }

  /// Puts the accumulators together and stores the results.
  public void end(Object sums, int results, Object y, int yAt) {
    if (results == 1 && kind == Reduce.Kind.SUM && sums instanceof double[] doubles) {
      // Calls of loops over so few elements would cost several times the additions.
      doubles[0] = total(doubles);
      finish.run(y, yAt, sums, 0, 1, sums, 0, 0, sums, 0, 0, 1);
      return;
    }
    for (int half = WIDTH / 2; half > 0; half /= 2) {
      int n = half * results;
      combine.run(sums, 0, sums, 0, 1, sums, n, 1, sums, 0, 0, n);
    }
    finish.run(y, yAt, sums, 0, 1, sums, 0, 0, sums, 0, 0, results);
  }

  /// The sum of all accumulators, halves folded onto each other.
  private static double total(double[] s) {
    double even = four(s, 0) + four(s, 4) + (four(s, 2) + four(s, 6));
    double odd = four(s, 1) + four(s, 5) + (four(s, 3) + four(s, 7));
    return even + odd;
  }

  /// What is left in accumulator `i` when there are 8.
  private static double four(double[] s, int i) {
    return s[i] + s[16 + i] + (s[8 + i] + s[24 + i]);
  }

  private Loop lineLoop(int n) {
    Loop fast = vectorLine;
    if (fast != null) {
      return fast;
    }
    int before = scalarElements;
    if (before < Loops.WORTHWHILE && lanes > 1) {
      scalarElements = before + Math.min(n, Loops.WORTHWHILE);
      if (before + n >= Loops.WORTHWHILE) {
        LoopWarming.ask(this::candidate, loop -> vectorLine = loop);
      }
    }
    return scalarLine;
  }

  /// The vector loop along lines, not yet in use.
  LoopWarming.Candidate candidate() {
    int n = 4 * WIDTH;
    Loop loop = generator.vector(lanes);
    int steps = generator.steps() * n / WIDTH;
    return new LoopWarming.Candidate(loop, List.of(type), sum, 0, n, steps);
  }

  int lanes() {
    return lanes;
  }

  /// The loop along lines that serves until then.
  Loop scalarLine() {
    return scalarLine;
  }
}
