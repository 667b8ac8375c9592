package jacobi.tck.reference;

import jacobi.op.Binary;
import jacobi.op.Unary;
import jacobi.type.DType;
import java.math.BigInteger;

/// The elementwise functions on integers and truth values; results wrap when they are stored.
final class WholeFunctions {
  private WholeFunctions() {}

  static long of(Unary op, long x, DType type) {
    return switch (op) {
      case NEG -> -x;
      case ABS -> x < 0 ? -x : x;
      case SIGN -> Long.compare(x, 0);
      case FLOOR, CEIL, ROUND -> x;
      case NOT -> type == DType.BOOL ? 1 - x : -x - 1;
      case EXP, EXPM1, LOG, LOG1P, SQRT, SIN, COS, TANH, ERF ->
          throw new IllegalArgumentException(op + " is not defined on integers");
    };
  }

  static long of(Binary op, long a, long b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> b == 0 ? 0 : quotient(a, b);
      case REM -> b == 0 ? a : a - quotient(a, b) * b;
      case POW -> power(a, b);
      case MAX -> a < b ? b : a;
      case MIN -> b < a ? b : a;
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case EQ -> a == b ? 1 : 0;
      case LT -> a < b ? 1 : 0;
      case LE -> a <= b ? 1 : 0;
    };
  }

  /// `⌊a/b⌋`, wrapped.
  private static long quotient(long a, long b) {
    long toZero = a / b;
    return a % b != 0 && a < 0 != b < 0 ? toZero - 1 : toZero;
  }

  /// `aᵇ` modulo `2⁶⁴`; of negative exponents only ±1 has whole powers.
  private static long power(long a, long b) {
    if (b < 0) {
      return a == 1 || a == -1 ? ((b & 1) == 0 ? 1 : a) : 0;
    }
    BigInteger range = BigInteger.ONE.shiftLeft(Long.SIZE);
    return BigInteger.valueOf(a).modPow(BigInteger.valueOf(b), range).longValue();
  }

  /// What is left of an argument's error.
  static double bound(Unary op, double e) {
    return switch (op) {
      case NEG, ABS, NOT, FLOOR, CEIL, ROUND -> e;
      case SIGN -> Math.min(e, 2);
      case EXP, EXPM1, LOG, LOG1P, SQRT, SIN, COS, TANH, ERF ->
          throw new IllegalArgumentException(op + " is not defined on integers");
    };
  }

  /// What is left of the arguments' errors.
  static double bound(Binary op, double ea, double eb) {
    if (ea == 0 && eb == 0) {
      return 0;
    }
    return switch (op) {
      case ADD, SUB -> ea + eb;
      case MAX, MIN -> Math.max(ea, eb);
      case MUL, DIV, REM, POW, AND, OR, XOR, EQ, LT, LE -> Double.POSITIVE_INFINITY;
    };
  }
}
