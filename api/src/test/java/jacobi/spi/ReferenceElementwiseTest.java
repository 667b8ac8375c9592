package jacobi.spi;

import static jacobi.spi.Sample.ALL;
import static jacobi.spi.Sample.FLOATS;
import static jacobi.spi.Sample.NUMBERS;
import static jacobi.spi.Sample.yields;

import jacobi.op.Binary;
import jacobi.op.Unary;
import jacobi.spi.Sample.Way;
import jacobi.type.DType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The functions of one and two arguments in the interpreter against definitions written out here.
class ReferenceElementwiseTest {
  private static final List<long[]> SHAPES =
      List.of(new long[0], new long[] {0, 3}, new long[] {4, 5}, new long[] {2, 3, 4});
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Number[] REALS = {
    0.5, -0.5, 1.5, 2.5, -2.5, 0.0, -0.0, NAN, INF, -INF, 3.0, -3.0, 0.75, 100.0, -7.25, 1e-7, 1.0
  };
  private static final Number[] WHOLES = {
    7L, -7L, 0L, 2L, -2L, 1L, -1L, 3L, 127L, -128L, 255L, 1L << 31, Long.MIN_VALUE, Long.MAX_VALUE
  };
  private static final Number[] OTHERS = {2L, 3L, 0L, -1L, -3L, 5L, 2L};

  private static Number[] values(DType type) {
    return type.isFloat() ? REALS : WHOLES;
  }

  private static List<Number> each(Sample x, java.util.function.IntFunction<Number> element) {
    List<Number> all = new ArrayList<>();
    for (int i = 0; i < x.values().size(); i++) {
      all.add(element.apply(i));
    }
    return all;
  }

  private static double real(Unary op, double x) {
    return switch (op) {
      case NEG -> x * -1;
      case ABS -> x < 0 || 1 / x < 0 ? 0 - x : x;
      case SIGN -> x > 0 ? 1 : x < 0 ? -1 : x;
      case FLOOR -> whole(x, RoundingMode.FLOOR);
      case CEIL -> whole(x, RoundingMode.CEILING);
      case ROUND -> whole(x, RoundingMode.HALF_EVEN);
      case EXP -> StrictMath.exp(x);
      case EXPM1 -> StrictMath.expm1(x);
      case LOG -> StrictMath.log(x);
      case LOG1P -> StrictMath.log1p(x);
      case SQRT -> Math.sqrt(x);
      case SIN -> StrictMath.sin(x);
      case COS -> StrictMath.cos(x);
      case TANH -> StrictMath.tanh(x);
      case ERF, NOT -> throw new AssertionError(op);
    };
  }

  private static double whole(double x, RoundingMode mode) {
    if (!Double.isFinite(x) || x == 0) {
      return x;
    }
    double size = new BigDecimal(x).setScale(0, mode).doubleValue();
    return Math.copySign(size, x);
  }

  private static long whole(Unary op, long x) {
    return switch (op) {
      case NEG -> 0 - x;
      case ABS -> x < 0 ? 0 - x : x;
      case SIGN -> x > 0 ? 1 : x < 0 ? -1 : 0;
      case FLOOR, CEIL, ROUND -> x;
      case NOT -> -1 - x;
      case EXP, EXPM1, LOG, LOG1P, SQRT, SIN, COS, TANH, ERF -> throw new AssertionError(op);
    };
  }

  @ParameterizedTest
  @EnumSource
  void unaryFunctionsOfEveryType(Way way) {
    for (Unary op : Unary.values()) {
      for (DType type : NUMBERS) {
        boolean defined = type.isFloat() ? op != Unary.NOT : op.takesIntegers();
        if (defined && op != Unary.ERF) {
          for (long[] sizes : SHAPES) {
            Sample x = Sample.of(way, type, sizes, values(type));
            List<Number> expected =
                each(x, i -> x.isFloat() ? (Number) real(op, x.real(i)) : whole(op, x.whole(i)));
            yields(expected, op, x.operand());
          }
        }
      }
    }
    Sample truth = Sample.of(way, DType.BOOL, new long[] {2, 2}, 0L, 1L);
    yields(each(truth, i -> 1 - truth.whole(i)), Unary.NOT, truth.operand());
  }

  @Test
  void theErrorFunctionHasItsKnownValues() {
    Sample x = Sample.of(Way.DENSE, DType.F32, new long[] {6}, 0.0, 0.5, 1.0, -2.0, INF, NAN);
    double half = 0.520499877813046537682746653891964528736451575757964;
    double one = 0.842700792949714869341220635082609259296066997966302;
    double minusTwo = -0.995322265018952734162069256367252928610891797040061;
    yields(List.of(0.0, half, one, minusTwo, 1.0, NAN), Unary.ERF, x.operand());
  }

  @Test
  void halvesRoundToEvenAndNegativeZeroStays() {
    Sample x = Sample.of(Way.DENSE, DType.F32, new long[] {5}, 0.5, 1.5, 2.5, -0.5, -0.0);
    yields(List.of(0.0, 2.0, 2.0, -0.0, -0.0), Unary.ROUND, x.operand());
  }

  private static Number real(Binary op, double a, double b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> floored(a, b);
      case POW -> StrictMath.pow(a, b);
      case MAX -> a != a || b != b ? NAN : a > b || a == b && 1 / a > 1 / b ? a : b;
      case MIN -> a != a || b != b ? NAN : a < b || a == b && 1 / a < 1 / b ? a : b;
      case EQ -> a == b ? 1L : 0L;
      case LT -> a < b ? 1L : 0L;
      case LE -> a <= b ? 1L : 0L;
      case AND, OR, XOR -> throw new AssertionError(op);
    };
  }

  /// The remainder that has the sign of the divisor.
  private static double floored(double a, double b) {
    double rest = a % b;
    return rest < 0 && b > 0 || rest > 0 && b < 0 ? rest + b : rest;
  }

  private static long whole(Binary op, long a, long b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> b == 0 ? 0 : a / b - (a % b != 0 && a < 0 != b < 0 ? 1 : 0);
      case REM -> b == 0 ? a : a - b * whole(Binary.DIV, a, b);
      case POW -> power(a, b);
      case MAX -> a > b ? a : b;
      case MIN -> a < b ? a : b;
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case EQ -> a == b ? 1 : 0;
      case LT -> a < b ? 1 : 0;
      case LE -> a <= b ? 1 : 0;
    };
  }

  /// Multiplies step by step; exponents here are small, or wrap to few steps.
  private static long power(long a, long b) {
    if (b < 0) {
      return a == 1 ? 1 : a == -1 ? (b % 2 == 0 ? 1 : -1) : 0;
    }
    long y = 1;
    for (long i = 0; i < b; i++) {
      y *= a;
    }
    return y;
  }

  @ParameterizedTest
  @EnumSource
  void binaryFunctionsOfEveryType(Way way) {
    for (Binary op : Binary.values()) {
      for (DType type : ALL) {
        boolean arithmetic = !op.isBitwise() && op != Binary.EQ;
        if (type.isFloat() && op.isBitwise() || type == DType.BOOL && arithmetic) {
          continue;
        }
        for (long[] sizes : SHAPES) {
          Sample a = Sample.of(way, type, sizes, values(type));
          Number[] right = op == Binary.POW || !type.isFloat() ? OTHERS : reversed(REALS);
          boolean small = op == Binary.POW && type == DType.U8;
          Sample b = Sample.of(Way.DENSE, type, sizes, small ? new Number[] {2L, 3L, 0L} : right);
          List<Number> expected =
              each(
                  a,
                  i ->
                      a.isFloat()
                          ? real(op, a.real(i), b.real(i))
                          : (Number) whole(op, a.whole(i), b.whole(i)));
          yields(expected, op, a.operand(), b.operand());
        }
      }
    }
  }

  private static Number[] reversed(Number[] values) {
    return List.of(values).reversed().toArray(Number[]::new);
  }

  /// The norms in numbers.
  @Test
  void integersFloorAndWrapAndSurviveZero() {
    for (DType type : List.of(DType.I64, DType.I32, DType.I8)) {
      long least = -1L << 8 * type.bytes() - 1;
      Sample a = Sample.of(Way.DENSE, type, new long[] {6}, 7L, -7L, 7L, -7L, 5L, least);
      Sample b = Sample.of(Way.DENSE, type, new long[] {6}, 2L, 2L, -2L, -2L, 0L, -1L);
      yields(List.of(3L, -4L, -4L, 3L, 0L, least), Binary.DIV, a.operand(), b.operand());
      yields(List.of(1L, 1L, -1L, -1L, 5L, 0L), Binary.REM, a.operand(), b.operand());
      yields(List.of(-7L, 7L, -7L, 7L, -5L, least), Unary.NEG, a.operand());
      yields(List.of(9L, -5L, 5L, -9L, 5L, -least - 1), Binary.ADD, a.operand(), b.operand());
    }
  }

  @Test
  void aNaNIsTheGreatestAndTheLeast() {
    for (DType type : FLOATS) {
      Sample a = Sample.of(Way.DENSE, type, new long[] {4}, NAN, 1.0, -0.0, 0.0);
      Sample b = Sample.of(Way.DENSE, type, new long[] {4}, 1.0, NAN, 0.0, -0.0);
      yields(List.of(NAN, NAN, 0.0, 0.0), Binary.MAX, a.operand(), b.operand());
      yields(List.of(NAN, NAN, -0.0, -0.0), Binary.MIN, a.operand(), b.operand());
    }
  }
}
