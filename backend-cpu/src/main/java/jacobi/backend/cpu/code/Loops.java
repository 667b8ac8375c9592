package jacobi.backend.cpu.code;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The loops of one op on one choice of element types, and which of them serves a row.
///
/// All give the same bits. Each is generated when first wanted; a vector loop serves from the
/// moment it is compiled, for which it is warmed in the background once enough elements went
/// through scalar code to make that worthwhile.
public final class Loops implements Loop {
  /// Rows shorter than this take the general loop: the others would not gain what they cost.
  private static final int SHORT = 32;

  /// Elements that go the scalar way before the vector loop is warmed: as long as nothing has cost
  /// as much as the warming will, some tenths of a second, it would be wasted on short programs.
  /// The setting is for tests.
  public static final int WORTHWHILE =
      Math.max(1, Integer.getInteger("jacobi.cpu.warmAfter", 1 << 24));

  /// Bits of the shortest vector.
  static final int SHORTEST = 64;

  /// Subsets of at most three operands.
  private static final int SUBSETS = 8;

  private final Formula formula;
  private final int arity;
  private final int lanes;
  private final boolean plain;
  private final LoopGenerator generator;
  private final List<Element> in;
  private final Element out;
  private final Loop general;
  private final AtomicReferenceArray<@Nullable Loop> together;
  private final AtomicReferenceArray<@Nullable Loop> vector;

  /// Counted without care: it only has to grow.
  private final int[] scalarElements = new int[SUBSETS];

  Loops(Formula formula, List<Element> in, Element out, int vectorBits) {
    this.formula = formula;
    this.in = in;
    this.out = out;
    arity = in.size();
    lanes = lanes(formula, in, out, vectorBits);
    plain = formula.kind() == Formula.Kind.PLAIN && !rounds(in, out);
    generator = new LoopGenerator(formula, in, out);
    general = generator.general();
    together = new AtomicReferenceArray<>(SUBSETS);
    vector = new AtomicReferenceArray<>(SUBSETS);
  }

  /// Whether integers are cut to 16 bits, which C2 does not vectorize by itself.
  private static boolean rounds(List<Element> in, Element out) {
    return out == Element.BF16 || in.contains(Element.BF16);
  }

  /// Elements of a vector, or 0 if there is no vector code, as where elements are so narrow that
  /// there would be no vector so short.
  private static int lanes(Formula formula, List<Element> in, Element out, int vectorBits) {
    int bits =
        switch (formula.kind()) {
          case PLAIN, VECTOR -> in.getLast().value().bits();
          case WIDE -> Double.SIZE;
          case SCALAR -> Integer.MAX_VALUE;
        };
    int lanes = vectorBits / bits;
    int narrowest = out.bits();
    for (Element type : in) {
      narrowest = Math.min(narrowest, type.bits());
    }
    return lanes * narrowest < SHORTEST ? 0 : lanes;
  }

  @Override
  public void run(
      Object y,
      int yAt,
      Object a,
      int aAt,
      int aStep,
      Object b,
      int bAt,
      int bStep,
      Object c,
      int cAt,
      int cStep,
      int n) {
    Loop loop = general;
    if (n >= SHORT && isLine(aStep) && isLine(bStep) && isLine(cStep)) {
      int constants = aStep == 0 ? 1 : 0;
      boolean alike = aStep == 0 || aAt == yAt;
      if (arity > 1) {
        constants |= bStep == 0 ? 2 : 0;
        alike &= bStep == 0 || bAt == yAt;
      }
      if (arity > 2) {
        constants |= cStep == 0 ? 4 : 0;
        alike &= cStep == 0 || cAt == yAt;
      }
      loop = choose(constants, alike, n);
    }
    loop.run(y, yAt, a, aAt, aStep, b, bAt, bStep, c, cAt, cStep, n);
  }

  private static boolean isLine(int step) {
    return step == 0 || step == 1;
  }

  private Loop choose(int constants, boolean alike, int n) {
    if (lanes == 0 || (alike && plain)) {
      return alike ? together(constants) : general;
    }
    Loop fast = vector.get(constants);
    if (fast != null) {
      return fast;
    }
    count(constants, n);
    return alike ? together(constants) : general;
  }

  private Loop together(int constants) {
    Loop known = together.get(constants);
    return known != null ? known : make(together, constants, () -> generator.together(constants));
  }

  private static Loop make(
      AtomicReferenceArray<@Nullable Loop> loops, int index, Supplier<Loop> maker) {
    Loop made = maker.get();
    loops.set(index, made);
    return made;
  }

  private void count(int constants, int n) {
    int before = scalarElements[constants];
    // A truth value that does not vary would need a mask from a scalar, and is rare.
    boolean maskable = in.getFirst() != Element.BOOL || (constants & 1) == 0;
    if (before < WORTHWHILE && maskable) {
      scalarElements[constants] = before + Math.min(n, WORTHWHILE);
      if (before + n >= WORTHWHILE) {
        LoopWarming.ask(() -> candidate(constants), loop -> vector.set(constants, loop));
      }
    }
  }

  /// Elements of a vector, or 0 if there is no vector code.
  int lanes() {
    return lanes;
  }

  /// A vector loop, not yet in use.
  LoopWarming.Candidate candidate(int constants) {
    var own = new LoopGenerator(formula, in, out);
    Loop loop = own.vector(constants, lanes);
    return LoopWarming.Candidate.along(loop, in, out, constants, lanes, own.steps());
  }
}
