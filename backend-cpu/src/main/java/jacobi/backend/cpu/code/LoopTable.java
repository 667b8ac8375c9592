package jacobi.backend.cpu.code;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.vector.VectorTiles;
import jacobi.op.Activation;
import jacobi.op.Binary;
import jacobi.op.Reduce;
import jacobi.op.Unary;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The loops of every op and element type, each generated when first asked for.
@SuppressWarnings("EnumOrdinal") // The tables live as long as the enums: no index is ever stored.
public final class LoopTable {
  private static final int TYPES = Element.values().length;
  private static final LoopTable SHARED = new LoopTable();

  /// Width of a vector, or 0 if there are none.
  private final int vectorBits = Gemm.vectorApi() ? VectorTiles.bits() : 0;

  private final AtomicReferenceArray<@Nullable Loops> unary = table(Unary.values().length * TYPES);
  private final AtomicReferenceArray<@Nullable Loops> binary =
      table(Binary.values().length * TYPES);
  private final AtomicReferenceArray<@Nullable Loops> where = table(TYPES);
  private final AtomicReferenceArray<@Nullable Loops> cast = table(TYPES * TYPES);
  private final AtomicReferenceArray<@Nullable Loops> activation =
      table(Activation.values().length);
  private final AtomicReferenceArray<@Nullable Loops> activationBackward =
      table(Activation.values().length);
  private final AtomicReferenceArray<@Nullable Fold> folds =
      table(Reduce.Kind.values().length * TYPES);

  private final AtomicReferenceArray<@Nullable Sweeps> passes = table(Pass.values().length);

  private LoopTable() {}

  private static <T> AtomicReferenceArray<@Nullable T> table(int size) {
    return new AtomicReferenceArray<>(size);
  }

  /// The table of this process: generated classes are worth sharing, there is one code cache.
  public static LoopTable shared() {
    return SHARED;
  }

  /// `y = f(x)`
  public Loops unary(Unary op, Element type) {
    int index = op.ordinal() * TYPES + type.ordinal();
    Loops known = unary.get(index);
    return known != null ? known : keep(unary, index, Formulas.of(op, type), type, type);
  }

  /// `y = f(a, b)`
  public Loops binary(Binary op, Element type) {
    int index = op.ordinal() * TYPES + type.ordinal();
    Loops known = binary.get(index);
    if (known != null) {
      return known;
    }
    Element out = op.isComparison() ? Element.BOOL : type;
    return keep(binary, index, Formulas.of(op, type), out, type, type);
  }

  /// `y = c ? a : b`
  public Loops where(Element type) {
    Loops known = where.get(type.ordinal());
    return known != null
        ? known
        : keep(where, type.ordinal(), Formulas.where(type), type, Element.BOOL, type, type);
  }

  /// `y = x` in another type.
  public Loops cast(Element from, Element to) {
    int index = from.ordinal() * TYPES + to.ordinal();
    Loops known = cast.get(index);
    return known != null ? known : keep(cast, index, Formulas.cast(from, to), to, from);
  }

  /// `y = f(x)` on F32
  public Loops activation(Activation f) {
    Loops known = activation.get(f.ordinal());
    return known != null
        ? known
        : keep(activation, f.ordinal(), ActivationFormulas.of(f), Element.F32, Element.F32);
  }

  /// `x̄ = ḡ·f′` on F32, by the cotangent and what the function saves.
  public Loops activationBackward(Activation f) {
    Loops known = activationBackward.get(f.ordinal());
    if (known != null) {
      return known;
    }
    Formula formula = ActivationFormulas.backward(f);
    return keep(activationBackward, f.ordinal(), formula, Element.F32, Element.F32, Element.F32);
  }

  /// How elements are folded.
  public Fold fold(Reduce.Kind kind, Element type) {
    int index = kind.ordinal() * TYPES + type.ordinal();
    Fold known = folds.get(index);
    if (known == null) {
      known = new Fold(kind, type, vectorBits);
      folds.set(index, known);
    }
    return known;
  }

  /// Several results in one pass.
  public Sweeps pass(Pass pass) {
    Sweeps known = passes.get(pass.ordinal());
    if (known == null) {
      known = new Sweeps(pass.formula(), vectorBits);
      passes.set(pass.ordinal(), known);
    }
    return known;
  }

  private Loops keep(
      AtomicReferenceArray<@Nullable Loops> table,
      int index,
      Formula formula,
      Element out,
      Element... in) {
    var made = new Loops(formula, List.of(in), out, vectorBits);
    table.set(index, made);
    return made;
  }
}
