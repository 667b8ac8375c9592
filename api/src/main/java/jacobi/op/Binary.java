package jacobi.op;

import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;

/// The elementwise functions of two arguments, which broadcast against each other.
///
/// Both operands have one element type. Comparisons yield [DType#BOOL]; the others yield the
/// operands' type. Integer results wrap.
public enum Binary implements Primitive {
  /// `a + b`
  ADD(Algebra.LINEAR),
  /// `a − b`
  SUB(Algebra.LINEAR),
  /// `a · b`
  MUL(Algebra.MULTI_AFFINE),
  /// `a / b`; of integers floored, and 0 where `b = 0`.
  DIV(Algebra.SMOOTH),
  /// `a − b·⌊a/b⌋`, the sign of `b`; of integers `a` where `b = 0`.
  REM(Algebra.PIECEWISE_LINEAR),
  /// `aᵇ` as `Math.pow`; of integers by repeated multiplication, 0 for a negative `b` unless `a =
  /// ±1`.
  POW(Algebra.SMOOTH),
  /// The greater; NaN if either is; ties share the gradient half and half.
  MAX(Algebra.PIECEWISE_LINEAR),
  /// The lesser; NaN if either is; ties share the gradient half and half.
  MIN(Algebra.PIECEWISE_LINEAR),
  /// Logical and of truth values, bitwise of integers.
  AND(Algebra.DISCONTINUOUS),
  /// Logical or of truth values, bitwise of integers.
  OR(Algebra.DISCONTINUOUS),
  /// Logical exclusive or of truth values, bitwise of integers.
  XOR(Algebra.DISCONTINUOUS),
  /// `a = b`; false if either is NaN.
  EQ(Algebra.DISCONTINUOUS),
  /// `a < b`; false if either is NaN.
  LT(Algebra.DISCONTINUOUS),
  /// `a ≤ b`; false if either is NaN.
  LE(Algebra.DISCONTINUOUS);

  private final Algebra algebra;

  Binary(Algebra algebra) {
    this.algebra = algebra;
  }

  @Override
  public int arity() {
    return 2;
  }

  @Override
  public Algebra algebra() {
    return algebra;
  }

  /// True for AND, OR and XOR, which floats do not have.
  public boolean isBitwise() {
    return this == AND || this == OR || this == XOR;
  }

  /// True for EQ, LT and LE, which yield truth values.
  public boolean isComparison() {
    return this == EQ || this == LT || this == LE;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    DType dtype = Spec.common(name(), in);
    if (isBitwise()) {
      Check.dtype(!dtype.isFloat(), "%s wants truth values or integers, got %s", name(), dtype);
    } else if (this != EQ) {
      Check.isNumeric(this, dtype);
    }
    Shape shape = Check.broadcast(this, in.getFirst().shape(), in.getLast().shape());
    return List.of(new Spec(isComparison() ? DType.BOOL : dtype, shape));
  }

  /// The definition on floats, in plain Java; a comparison gives 0 or 1.
  public double at(double a, double b) {
    return switch (this) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> floored(a, b);
      case POW -> StrictMath.pow(a, b);
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
      case EQ -> a == b ? 1 : 0;
      case LT -> a < b ? 1 : 0;
      case LE -> a <= b ? 1 : 0;
      case AND, OR, XOR -> throw new IllegalArgumentException(name() + " is not defined on floats");
    };
  }

  /// The definition on integers; results wrap to the type's width by the caller.
  public long at(long a, long b) {
    return switch (this) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> b == 0 ? 0 : Math.floorDiv(a, b);
      case REM -> b == 0 ? a : Math.floorMod(a, b);
      case POW -> power(a, b);
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case EQ -> a == b ? 1 : 0;
      case LT -> a < b ? 1 : 0;
      case LE -> a <= b ? 1 : 0;
    };
  }

  /// The floored remainder: exact (`%` is), then moved to the sign of `b`.
  private static double floored(double a, double b) {
    double rest = a % b;
    return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
  }

  private static long power(long a, long b) {
    if (b < 0) {
      return a == 1 ? 1 : a == -1 ? ((b & 1) == 0 ? 1 : -1) : 0;
    }
    long result = 1;
    long factor = a;
    for (long rest = b; rest > 0; rest >>= 1) {
      result *= (rest & 1) == 1 ? factor : 1;
      factor *= factor;
    }
    return result;
  }
}
