package sample;

import jacobi.op.Binary;
import jacobi.op.Unary;

/// What the elementwise ops mean, on floats and on integers. The framework has checked that an op
/// takes its operands' type.
final class Formulas {
  private Formulas() {}

  static double real(Unary op, double x) {
    return switch (op) {
      case NEG -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case ROUND -> Math.rint(x);
      case EXP -> Math.exp(x);
      case EXPM1 -> Math.expm1(x);
      case LOG -> Math.log(x);
      case LOG1P -> Math.log1p(x);
      case SQRT -> Math.sqrt(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case TANH -> Math.tanh(x);
      case ERF -> erf(x);
      case NOT -> throw new IllegalArgumentException("NOT of floats");
    };
  }

  static long whole(Unary op, long x) {
    return switch (op) {
      case NEG -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> Long.signum(x);
      case FLOOR, CEIL, ROUND -> x;
      case NOT -> ~x;
      case EXP, EXPM1, LOG, LOG1P, SQRT, SIN, COS, TANH, ERF ->
          throw new IllegalArgumentException(op + " of integers");
    };
  }

  static double real(Binary op, double a, double b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> remainder(a, b);
      case POW -> Math.pow(a, b);
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
      case EQ -> a == b ? 1 : 0;
      case LT -> a < b ? 1 : 0;
      case LE -> a <= b ? 1 : 0;
      case AND, OR, XOR -> throw new IllegalArgumentException(op + " of floats");
    };
  }

  static long whole(Binary op, long a, long b) {
    return switch (op) {
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

  /// Java's remainder has the sign of `a`, ours that of `b`.
  private static double remainder(double a, double b) {
    double rest = a % b;
    return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
  }

  /// By squaring, modulo 2⁶⁴; a negative power of anything but ±1 is less than 1, so 0.
  private static long power(long a, long b) {
    if (b < 0) {
      return a == 1 ? 1 : a == -1 ? 1 - 2 * (b & 1) : 0;
    }
    long half = b < 2 ? 1 : power(a, b / 2);
    return half * half * (b % 2 == 0 ? 1 : a);
  }

  /// Near 0 the series `2x/√π · e^(−x²) · (1 + 2x²/3·(1 + 2x²/5·(1 + …)))`, of which no term has
  /// another sign; from 2 on `1 − e^(−x²)/√π / (x + ½/(x + 1/(x + 3/2/(x + …))))`.
  private static double erf(double x) {
    double size = Math.abs(x);
    double bell = Math.exp(-x * x) / Math.sqrt(Math.PI);
    double inner = size < 2 ? 1 : size;
    for (int k = 120; k > 0; k--) {
      inner = size < 2 ? 1 + 2 * x * x / (2 * k + 1) * inner : size + k / 2.0 / inner;
    }
    return size < 2 ? 2 * x * bell * inner : Math.copySign(1 - bell / inner, x);
  }
}
