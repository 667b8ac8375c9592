package jacobi.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinaryTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static void floats(Binary op, double a, double b, double expected) {
    assertEquals(expected, op.at(a, b), () -> "%s of %s and %s".formatted(op, a, b));
  }

  private static void integers(Binary op, long a, long b, long expected) {
    assertEquals(expected, op.at(a, b), () -> "%s of %d and %d".formatted(op, a, b));
  }

  @Test
  void floatsFollowIeee() {
    floats(Binary.ADD, 1.5, 2, 3.5);
    floats(Binary.ADD, INF, -INF, NAN);
    floats(Binary.SUB, 1.5, 2, -0.5);
    floats(Binary.MUL, 0, INF, NAN);
    floats(Binary.MUL, -2, 3, -6);
    floats(Binary.DIV, 1, 4, 0.25);
    floats(Binary.DIV, 1, -0.0, -INF);
    floats(Binary.DIV, 0, 0, NAN);
    floats(Binary.POW, 2, 0.5, Math.sqrt(2));
    floats(Binary.POW, -2, 3, -8);
    floats(Binary.POW, -2, 0.5, NAN);
    floats(Binary.POW, NAN, 0, 1);
    floats(Binary.POW, 0, -1, INF);
  }

  @Test
  void theGreaterAndTheLesserPropagateNaN() {
    floats(Binary.MAX, 1, 2, 2);
    floats(Binary.MAX, -0.0, 0.0, 0.0);
    floats(Binary.MAX, NAN, 2, NAN);
    floats(Binary.MAX, 2, NAN, NAN);
    floats(Binary.MIN, 1, 2, 1);
    floats(Binary.MIN, 0.0, -0.0, -0.0);
    floats(Binary.MIN, NAN, 2, NAN);
    floats(Binary.MIN, -INF, NAN, NAN);
  }

  @Test
  void nothingComparesWithNaN() {
    for (Binary op : new Binary[] {Binary.EQ, Binary.LT, Binary.LE}) {
      floats(op, NAN, NAN, 0);
      floats(op, NAN, 1, 0);
      floats(op, 1, NAN, 0);
    }
    floats(Binary.EQ, 0.0, -0.0, 1);
    floats(Binary.LT, -0.0, 0.0, 0);
    floats(Binary.LE, 0.0, -0.0, 1);
    floats(Binary.LT, 1, 2, 1);
    floats(Binary.LE, 2, 1, 0);
  }

  @Test
  void theFloatRemainderHasTheSignOfTheDivisor() {
    floats(Binary.REM, 7, 3, 1);
    floats(Binary.REM, -7, 3, 2);
    floats(Binary.REM, 7, -3, -2);
    floats(Binary.REM, -7, -3, -1);
    floats(Binary.REM, 5.5, 2, 1.5);
    floats(Binary.REM, 5, 0, NAN);
    floats(Binary.REM, INF, 2, NAN);
    floats(Binary.REM, 3, INF, 3);
  }

  @Test
  void theFloatRemainderIsTheExactOneRoundedOnce() {
    var random = new SplittableRandom(3);
    for (int i = 0; i < 2000; i++) {
      double a = random.nextDouble(-1e6, 1e6);
      double b = random.nextDouble(0.001, 100) * (random.nextBoolean() ? 1 : -1);
      BigDecimal x = new BigDecimal(a);
      BigDecimal y = new BigDecimal(b);
      BigDecimal quotient = x.divide(y, new MathContext(60)).setScale(0, RoundingMode.FLOOR);
      floats(Binary.REM, a, b, x.subtract(y.multiply(quotient)).doubleValue());
    }
  }

  @Test
  void integersWrap() {
    integers(Binary.ADD, Long.MAX_VALUE, 1, Long.MIN_VALUE);
    integers(Binary.SUB, Long.MIN_VALUE, 1, Long.MAX_VALUE);
    integers(Binary.MUL, 1L << 62, 4, 0);
    integers(Binary.MAX, -3, 2, 2);
    integers(Binary.MIN, -3, 2, -3);
    integers(Binary.DIV, Long.MIN_VALUE, -1, Long.MIN_VALUE);
  }

  @Test
  void integerDivisionIsFlooredAndByZeroIsZero() {
    integers(Binary.DIV, 7, 2, 3);
    integers(Binary.DIV, -7, 2, -4);
    integers(Binary.DIV, 7, -2, -4);
    integers(Binary.DIV, 7, 0, 0);
    integers(Binary.REM, -7, 3, 2);
    integers(Binary.REM, 7, -3, -2);
    integers(Binary.REM, 7, 0, 7);
    for (long a = -9; a <= 9; a++) {
      for (long b = -4; b <= 4; b++) {
        long whole = Binary.DIV.at(a, b);
        integers(Binary.ADD, b * whole, Binary.REM.at(a, b), a);
      }
    }
  }

  @Test
  void integerPowersMultiply() {
    integers(Binary.POW, 3, 4, 81);
    integers(Binary.POW, -2, 63, Long.MIN_VALUE);
    integers(Binary.POW, 2, 64, 0);
    integers(Binary.POW, 0, 0, 1);
    integers(Binary.POW, 5, -1, 0);
    integers(Binary.POW, 0, -1, 0);
    integers(Binary.POW, 1, -5, 1);
    integers(Binary.POW, -1, -5, -1);
    integers(Binary.POW, -1, -4, 1);
  }

  @Test
  void bitsAndComparisonsOfIntegers() {
    integers(Binary.AND, 0b1100, 0b1010, 0b1000);
    integers(Binary.OR, 0b1100, 0b1010, 0b1110);
    integers(Binary.XOR, 0b1100, 0b1010, 0b0110);
    integers(Binary.EQ, 2, 2, 1);
    integers(Binary.LT, -1, 0, 1);
    integers(Binary.LE, 1, 0, 0);
    for (Binary op : new Binary[] {Binary.AND, Binary.OR, Binary.XOR}) {
      assertThrows(IllegalArgumentException.class, () -> op.at(1.0, 1.0));
    }
  }
}
