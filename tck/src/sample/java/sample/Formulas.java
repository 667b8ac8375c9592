package sample;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import jacobi.op.Binary;
import jacobi.op.Unary;

/// What the elementwise ops mean, on floats and on integers. The framework has checked that an op
/// takes its operands' type; the last case of each switch is never reached.
final class Formulas {
  private static final int FRACTIONS = 120;

  private Formulas() {}

  static DoubleUnaryOperator real(Unary op) {
    return switch (op) {
      case NEG -> x -> -x;
      case ABS -> Math::abs;
      case SIGN -> Math::signum;
      case FLOOR -> Math::floor;
      case CEIL -> Math::ceil;
      case ROUND -> Math::rint;
      case EXP -> Math::exp;
      case EXPM1 -> Math::expm1;
      case LOG -> Math::log;
      case LOG1P -> Math::log1p;
      case SQRT -> Math::sqrt;
      case SIN -> Math::sin;
      case COS -> Math::cos;
      case TANH -> Math::tanh;
      case ERF -> Formulas::erf;
      case NOT -> throw new IllegalArgumentException("NOT of floats");
    };
  }

  static LongUnaryOperator whole(Unary op, boolean truth) {
    return switch (op) {
      case NEG -> x -> -x;
      case ABS -> Math::abs;
      case SIGN -> Long::signum;
      case FLOOR, CEIL, ROUND -> x -> x;
      case NOT -> x -> truth ? 1 - x : ~x;
      case EXP, EXPM1, LOG, LOG1P, SQRT, SIN, COS, TANH, ERF ->
          throw new IllegalArgumentException(op + " of integers");
    };
  }

  static DoubleBinaryOperator real(Binary op) {
    return switch (op) {
      case ADD -> (a, b) -> a + b;
      case SUB -> (a, b) -> a - b;
      case MUL -> (a, b) -> a * b;
      case DIV -> (a, b) -> a / b;
      case REM -> Formulas::remainder;
      case POW -> Math::pow;
      case MAX -> Math::max;
      case MIN -> Math::min;
      case EQ -> (a, b) -> a == b ? 1 : 0;
      case LT -> (a, b) -> a < b ? 1 : 0;
      case LE -> (a, b) -> a <= b ? 1 : 0;
      case AND, OR, XOR -> throw new IllegalArgumentException(op + " of floats");
    };
  }

  static LongBinaryOperator whole(Binary op) {
    return switch (op) {
      case ADD -> (a, b) -> a + b;
      case SUB -> (a, b) -> a - b;
      case MUL -> (a, b) -> a * b;
      case DIV -> (a, b) -> b == 0 ? 0 : Math.floorDiv(a, b);
      case REM -> (a, b) -> b == 0 ? a : Math.floorMod(a, b);
      case POW -> Formulas::power;
      case MAX -> Math::max;
      case MIN -> Math::min;
      case AND -> (a, b) -> a & b;
      case OR -> (a, b) -> a | b;
      case XOR -> (a, b) -> a ^ b;
      case EQ -> (a, b) -> a == b ? 1 : 0;
      case LT -> (a, b) -> a < b ? 1 : 0;
      case LE -> (a, b) -> a <= b ? 1 : 0;
    };
  }

  /// Java's remainder has the sign of `a`, ours that of `b`.
  private static double remainder(double a, double b) {
    double rest = a % b;
    return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
  }

  /// By squaring, modulo 2⁶⁴; of negative powers, what is left of the fraction.
  private static long power(long a, long b) {
    if (b < 0) {
      return a == 1 ? 1 : a == -1 ? 1 - 2 * (b & 1) : 0;
    }
    long half = b == 0 ? 1 : power(a, b / 2);
    return b == 0 ? 1 : half * half * (b % 2 == 0 ? 1 : a);
  }

  /// `erf x = 2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n+1))`, no term of which is negative, and from 2
  /// on `1 − e^(−x²)/√π / (x + ½/(x + 1/(x + 3/2/(x + …))))`.
  private static double erf(double x) {
    if (Math.abs(x) < 2) {
      double sum = 0;
      double term = x;
      for (int n = 1; sum + term != sum; n++) {
        sum += term;
        term *= 2 * x * x / (2 * n + 1);
      }
      return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
    double size = Math.abs(x);
    double fraction = size;
    for (int k = FRACTIONS; k > 0; k--) {
      fraction = size + k / 2.0 / fraction;
    }
    return Math.copySign(1 - Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction, x);
  }
}
