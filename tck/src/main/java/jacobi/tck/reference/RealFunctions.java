package jacobi.tck.reference;

import jacobi.op.Binary;
import jacobi.op.Unary;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.tck.arithmetic.ErrorFunction;
import jacobi.tck.arithmetic.Exponential;
import jacobi.tck.arithmetic.Logarithm;
import jacobi.tck.arithmetic.Power;
import jacobi.tck.arithmetic.Trigonometry;

/// The elementwise functions on real numbers, and what they do to errors.
final class RealFunctions {
  private RealFunctions() {}

  static DoubleDouble of(Unary op, DoubleDouble x) {
    return switch (op) {
      case NEG -> x.neg();
      case ABS -> x.abs();
      case SIGN -> DoubleDouble.of(Math.signum(x.high()));
      case FLOOR -> x.floor();
      case CEIL -> x.ceil();
      case ROUND -> x.round();
      case EXP -> Exponential.exp(x);
      case EXPM1 -> Exponential.expm1(x);
      case LOG -> Logarithm.log(x);
      case LOG1P -> Logarithm.log1p(x);
      case SQRT -> x.sqrt();
      case SIN -> Trigonometry.sin(x);
      case COS -> Trigonometry.cos(x);
      case TANH -> Exponential.tanh(x);
      case ERF -> ErrorFunction.erf(x);
      case NOT -> throw new IllegalArgumentException("NOT is not defined on floats");
    };
  }

  static DoubleDouble of(Binary op, DoubleDouble a, DoubleDouble b) {
    return switch (op) {
      case ADD -> a.add(b);
      case SUB -> a.sub(b);
      case MUL -> a.mul(b);
      case DIV -> a.div(b);
      case REM -> Power.remainder(a, b);
      case POW -> Power.pow(a, b);
      case MAX -> greater(a, b);
      case MIN -> greater(a.neg(), b.neg()).neg();
      case AND, OR, XOR, EQ, LT, LE ->
          throw new IllegalArgumentException(op + " does not yield floats");
    };
  }

  /// NaN if either is; of two zeros their sum, which is −0 only if both are.
  static DoubleDouble greater(DoubleDouble a, DoubleDouble b) {
    if (a.isNaN() || b.isNaN()) {
      return DoubleDouble.NAN;
    }
    if (a.high() == 0 && b.high() == 0) {
      return DoubleDouble.of(a.high() + b.high());
    }
    return a.lt(b) ? b : a;
  }

  static void unary(Unary op, Reals x, int from, Reals y, int to, ErrorBounds bounds) {
    DoubleDouble a = x.get(from);
    double e = x.bound(from);
    DoubleDouble value = of(op, a);
    double bound =
        switch (op) {
          case NEG, ABS -> e;
          case SIGN, FLOOR, CEIL, ROUND -> ErrorBounds.spread(z -> of(op, z), a, e);
          case EXP, EXPM1, LOG, LOG1P, SQRT, TANH, ERF ->
              bounds.rounded(op, y.dtype(), value, ErrorBounds.spread(z -> of(op, z), a, e));
          case SIN, COS -> bounds.rounded(op, y.dtype(), value, wave(op, a, e));
          case NOT -> throw new IllegalArgumentException("NOT is not defined on floats");
        };
    y.set(to, value, bound);
  }

  /// A wave bends by at most 1: between the ends it is at most `e²/2` beyond them.
  private static double wave(Unary op, DoubleDouble x, double e) {
    return e == 0 ? 0 : Math.min(2, ErrorBounds.spread(z -> of(op, z), x, e) + e * e / 2);
  }

  static void binary(
      Binary op, Reals x, int left, Reals z, int right, Reals y, int to, ErrorBounds bounds) {
    DoubleDouble a = x.get(left);
    DoubleDouble b = z.get(right);
    double ea = x.bound(left);
    double eb = z.bound(right);
    DoubleDouble value = of(op, a, b);
    double inherited = ea == 0 && eb == 0 ? 0 : inherited(op, a, ea, b, eb);
    boolean exact = op == Binary.MAX || op == Binary.MIN;
    y.set(to, value, exact ? inherited : bounds.rounded(op, y.dtype(), value, inherited));
  }

  private static double inherited(Binary op, DoubleDouble a, double ea, DoubleDouble b, double eb) {
    double x = Math.abs(a.high());
    double z = Math.abs(b.high());
    return switch (op) {
      case ADD, SUB -> ea + eb;
      case MUL -> x * eb + z * ea + ea * eb;
      case DIV -> z > eb ? (ea + x / z * eb) / (z - eb) : Double.POSITIVE_INFINITY;
      case MAX, MIN -> Math.max(ea, eb);
      case POW -> x > ea ? corners(a, ea, b, eb) : Double.POSITIVE_INFINITY;
      case REM -> remainder(a, ea, b, eb);
      case AND, OR, XOR, EQ, LT, LE ->
          throw new IllegalArgumentException(op + " does not yield floats");
    };
  }

  /// A power is monotone in each argument, so that a corner of the rectangle is the furthest.
  private static double corners(DoubleDouble a, double ea, DoubleDouble b, double eb) {
    double low = ErrorBounds.spread(x -> Power.pow(x, b.sub(eb)), a, ea);
    double high = ErrorBounds.spread(x -> Power.pow(x, b.add(eb)), a, ea);
    return Math.max(low, high) + ErrorBounds.spread(y -> Power.pow(a, y), b, eb);
  }

  /// `a − q·b` while the whole quotient `q` is the same for all that is possible, else anything up
  /// to `b`.
  private static double remainder(DoubleDouble a, double ea, DoubleDouble b, double eb) {
    DoubleDouble q = a.div(b).floor();
    boolean same = Math.abs(b.high()) > eb;
    for (int i = 0; i < 4 && same; i++) {
      DoubleDouble x = a.add((i & 1) == 0 ? ea : -ea);
      DoubleDouble z = b.add((i & 2) == 0 ? eb : -eb);
      same = x.div(z).floor().eq(q);
    }
    return same ? ea + Math.abs(q.high()) * eb : Math.abs(b.high()) + eb;
  }
}
