package jacobi.op;

import java.util.List;

/// The elementwise functions of one argument. NaN gives NaN except for NOT.
public enum Unary implements Primitive {
  /// `−x`; integers wrap.
  NEG(Algebra.LINEAR),
  /// `|x|`; gradient 0 at 0; integers wrap.
  ABS(Algebra.PIECEWISE_LINEAR),
  /// −1, 0 or 1; the sign of a zero is that zero.
  SIGN(Algebra.DISCONTINUOUS),
  /// The greatest whole number not above `x`.
  FLOOR(Algebra.DISCONTINUOUS),
  /// The least whole number not below `x`.
  CEIL(Algebra.DISCONTINUOUS),
  /// The nearest whole number, halves to even.
  ROUND(Algebra.DISCONTINUOUS),
  /// `eˣ`
  EXP(Algebra.SMOOTH),
  /// `eˣ − 1`, accurate near 0.
  EXPM1(Algebra.SMOOTH),
  /// The natural logarithm; −∞ at 0, NaN below.
  LOG(Algebra.SMOOTH),
  /// `ln(1 + x)`, accurate near 0.
  LOG1P(Algebra.SMOOTH),
  /// `√x`, correctly rounded; NaN below 0.
  SQRT(Algebra.SMOOTH),
  /// The sine of radians.
  SIN(Algebra.SMOOTH),
  /// The cosine of radians.
  COS(Algebra.SMOOTH),
  /// The hyperbolic tangent.
  TANH(Algebra.SMOOTH),
  /// The error function `2/√π ∫₀ˣ e^(−t²) dt`.
  ERF(Algebra.SMOOTH),
  /// Logical negation of truth values, bitwise complement of integers.
  NOT(Algebra.DISCONTINUOUS);

  private final Algebra algebra;

  Unary(Algebra algebra) {
    this.algebra = algebra;
  }

  @Override
  public int arity() {
    return 1;
  }

  @Override
  public Algebra algebra() {
    return algebra;
  }

  /// True for the members that integers have too: NEG, ABS, SIGN, NOT (and FLOOR, CEIL, ROUND,
  /// which leave them as they are).
  public boolean takesIntegers() {
    return switch (this) {
      case NEG, ABS, SIGN, FLOOR, CEIL, ROUND, NOT -> true;
      case EXP, EXPM1, LOG, LOG1P, SQRT, SIN, COS, TANH, ERF -> false;
    };
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec x = in.getFirst();
    if (this == NOT) {
      Check.dtype(!x.dtype().isFloat(), "NOT wants truth values or integers, got %s", x.dtype());
    } else if (takesIntegers()) {
      Check.isNumeric(this, x.dtype());
    } else {
      Check.isFloat(this, x.dtype());
    }
    return List.of(x);
  }

  /// The definition on floats, in plain Java: what every backend is compared with.
  public double at(double x) {
    return switch (this) {
      case NEG -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case ROUND -> Math.rint(x);
      case EXP -> StrictMath.exp(x);
      case EXPM1 -> StrictMath.expm1(x);
      case LOG -> StrictMath.log(x);
      case LOG1P -> StrictMath.log1p(x);
      case SQRT -> Math.sqrt(x);
      case SIN -> StrictMath.sin(x);
      case COS -> StrictMath.cos(x);
      case TANH -> StrictMath.tanh(x);
      case ERF -> Erf.erf(x);
      case NOT -> throw new IllegalArgumentException("NOT is not defined on floats");
    };
  }

  /// The definition on integers; results wrap to the type's width by the caller.
  public long at(long x) {
    return switch (this) {
      case NEG -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> Long.signum(x);
      case FLOOR, CEIL, ROUND -> x;
      case NOT -> ~x;
      case EXP, EXPM1, LOG, LOG1P, SQRT, SIN, COS, TANH, ERF ->
          throw new IllegalArgumentException(name() + " is not defined on integers");
    };
  }
}
