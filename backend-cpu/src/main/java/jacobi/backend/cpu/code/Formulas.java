package jacobi.backend.cpu.code;

import static jacobi.backend.cpu.code.Formula.plain;
import static jacobi.backend.cpu.code.Formula.scalar;
import static jacobi.backend.cpu.code.Formula.vector;
import static jacobi.backend.cpu.code.Formula.wide;

import jacobi.op.Binary;
import jacobi.op.Unary;

/// What every elementwise op computes on every element type.
final class Formulas {
  private static final String UNDEFINED = " is not defined on ";

  private Formulas() {}

  static Formula of(Unary op, Element type) {
    return switch (type) {
      case F32, F16, BF16 -> ofFloats(op);
      case F64 -> ofDoubles(op);
      case I32, I64, I8, U8 -> ofIntegers(op, type.value());
      case BOOL -> scalar(x -> x[0].not());
    };
  }

  /// `exp(a − b)`
  static Formula exponential() {
    return vector(x -> FloatFormulas.exp(x[0].sub(x[1])))
        .quickly(
            x -> FloatFormulas.expNormal(x[0].sub(x[1])),
            x -> FloatFormulas.leavesNormal(x[0].sub(x[1])));
  }

  private static Formula ofFloats(Unary op) {
    return switch (op) {
      case NEG, ABS, SIGN, FLOOR, CEIL, ROUND, SQRT -> exact(op);
      case EXP ->
          vector(x -> FloatFormulas.exp(x[0]))
              .quickly(x -> FloatFormulas.expNormal(x[0]), x -> FloatFormulas.leavesNormal(x[0]));
      case LOG -> vector(x -> FloatFormulas.log(x[0]));
      case TANH -> vector(x -> FloatFormulas.tanh(x[0]));
      case ERF -> vector(x -> FloatFormulas.erf(x[0]));
      case EXPM1 -> wide(x -> WideFormulas.expm1(x[0]));
      case LOG1P -> wide(x -> WideFormulas.log1p(x[0]));
      case SIN ->
          wide(x -> WideFormulas.wave(x[0], 0)).unless(WideFormulas::isHuge, x -> call("sin", x));
      case COS ->
          wide(x -> WideFormulas.wave(x[0], 1)).unless(WideFormulas::isHuge, x -> call("cos", x));
      case NOT -> throw new IllegalArgumentException(op + UNDEFINED + "floats");
    };
  }

  /// Elementary functions of doubles are those of `StrictMath`, the same on every machine.
  private static Formula ofDoubles(Unary op) {
    return switch (op) {
      case NEG, ABS, SIGN, FLOOR, CEIL, ROUND, SQRT -> exact(op);
      case EXP -> scalar(x -> call("exp", x));
      case EXPM1 -> scalar(x -> call("expm1", x));
      case LOG -> scalar(x -> call("log", x));
      case LOG1P -> scalar(x -> call("log1p", x));
      case SIN -> scalar(x -> call("sin", x));
      case COS -> scalar(x -> call("cos", x));
      case TANH -> scalar(x -> call("tanh", x));
      case ERF -> scalar(x -> call("erf", x));
      case NOT -> throw new IllegalArgumentException(op + UNDEFINED + "floats");
    };
  }

  /// What is correctly rounded on floats of either size.
  private static Formula exact(Unary op) {
    return switch (op) {
      case NEG -> plain(x -> x[0].neg());
      case ABS -> plain(x -> x[0].abs());
      case SIGN -> vector(x -> FloatFormulas.sign(x[0]));
      case FLOOR -> vector(x -> FloatFormulas.floor(x[0]));
      case CEIL -> vector(x -> FloatFormulas.ceil(x[0]));
      case ROUND -> vector(x -> FloatFormulas.round(x[0]));
      case SQRT -> plain(x -> x[0].sqrt());
      case EXP, EXPM1, LOG, LOG1P, SIN, COS, TANH, ERF, NOT ->
          throw new IllegalArgumentException(op + " is not exact");
    };
  }

  private static Formula ofIntegers(Unary op, Element type) {
    return switch (op) {
      case NEG -> plain(x -> x[0].neg());
      case ABS -> plain(x -> x[0].abs());
      case SIGN ->
          plain(x ->
              x[0].shiftRight(type.bits() - 1).or(x[0].neg().shiftRightZeros(type.bits() - 1)));
      case FLOOR, CEIL, ROUND -> plain(x -> x[0].add(0));
      case NOT -> plain(x -> x[0].xor(-1));
      case EXP, EXPM1, LOG, LOG1P, SQRT, SIN, COS, TANH, ERF ->
          throw new IllegalArgumentException(op + UNDEFINED + "integers");
    };
  }

  static Formula of(Binary op, Element type) {
    boolean truth = type == Element.BOOL;
    return switch (op) {
      case ADD -> plain(x -> x[0].add(x[1]));
      case SUB -> plain(x -> x[0].sub(x[1]));
      case MUL -> plain(x -> x[0].mul(x[1]));
      case DIV -> type.isFloat() ? plain(x -> x[0].div(x[1])) : scalar(x -> call("floorDiv", x));
      case REM -> scalar(x -> call("floorMod", x));
      case POW ->
          type.value() == Element.F32
              ? wide(x -> WideFormulas.pow(x[0], x[1]))
                  .unless(WideFormulas::isSpecial, x -> call("pow", x))
              : scalar(x -> call("pow", x));
      case MAX -> plain(x -> x[0].max(x[1]));
      case MIN -> plain(x -> x[0].min(x[1]));
      case AND -> truth ? scalar(x -> x[0].and(x[1])) : plain(x -> x[0].and(x[1]));
      case OR -> truth ? scalar(x -> x[0].or(x[1])) : plain(x -> x[0].or(x[1]));
      case XOR -> truth ? scalar(x -> x[0].xor(x[1])) : plain(x -> x[0].xor(x[1]));
      case EQ -> truth ? scalar(x -> x[0].xor(x[1]).not()) : vector(x -> x[0].eq(x[1]));
      case LT -> vector(x -> x[0].lt(x[1]));
      case LE -> vector(x -> x[0].le(x[1]));
    };
  }

  /// `condition ? a : b`
  static Formula where(Element type) {
    return type == Element.BOOL
        ? scalar(x -> x[0].then(x[1], x[2]))
        : vector(x -> x[0].then(x[1], x[2]));
  }

  /// The same number in another type, rounded once.
  static Formula cast(Element from, Element to) {
    return switch (to) {
      case BOOL -> scalar(x -> x[0].eq(0).not());
      case F16, BF16 -> rounded(from);
      case F32 -> from.isNarrow() && from.isFloat() ? plain(x -> x[0]) : scalar(x -> x[0].to(to));
      case F64, I32, I64, I8, U8 -> scalar(x -> x[0].to(to.value()));
    };
  }

  /// A float that rounds to 16 bits as the number itself does: by way of F32, which has room for
  /// few of them, numbers are rounded to odd.
  private static Formula rounded(Element from) {
    return switch (from) {
      case F32, F16, BF16 -> plain(x -> x[0]);
      case I8, U8, BOOL -> scalar(x -> x[0].to(Element.F32));
      case F64 -> wide(x -> WideFormulas.odd(x[0]));
      case I32 -> scalar(x -> WideFormulas.odd(x[0].to(Element.F64)));
      case I64 -> scalar(x -> WideFormulas.odd(WideFormulas.oddDouble(x[0])));
    };
  }

  private static Value call(String method, Value... x) {
    return x[0].code().call(method, x[0].type(), x);
  }
}
