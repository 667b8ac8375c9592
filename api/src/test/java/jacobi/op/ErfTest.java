package jacobi.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

/// Against the alternating series `erf x = 2/√π · Σ (−1)ⁿ x^(2n+1) / (n!·(2n+1))` in 80 digits,
/// another series than the one the implementation sums.
class ErfTest {
  private static final MathContext DIGITS = new MathContext(80);
  private static final BigDecimal NOTHING = new BigDecimal("1e-40");
  private static final BigDecimal PI =
      new BigDecimal(
          "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899");

  private static BigDecimal exact(double at) {
    BigDecimal x = new BigDecimal(at);
    BigDecimal power = x;
    BigDecimal sum = x;
    for (int n = 1; power.abs().compareTo(sum.abs().multiply(NOTHING)) > 0; n++) {
      power = power.multiply(x, DIGITS).multiply(x, DIGITS).divide(BigDecimal.valueOf(-n), DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS), DIGITS);
    }
    BigDecimal two = BigDecimal.valueOf(2);
    return sum.multiply(two, DIGITS).divide(PI.sqrt(DIGITS), DIGITS);
  }

  @Test
  void theSeriesItselfGivesAPublishedValue() {
    assertEquals(
        new BigDecimal("0.84270079294971486934122063508"), exact(1).round(new MathContext(29)));
  }

  @Test
  void isRightToOnePartInTenToTheFifteenth() {
    for (int i = 1; i <= 610; i++) {
      double x = i * 0.0103;
      BigDecimal right = exact(x);
      BigDecimal error = new BigDecimal(Erf.erf(x)).subtract(right).abs().divide(right, DIGITS);
      assertTrue(error.doubleValue() < 1e-15, x + ": relative error " + error.doubleValue());
    }
  }

  @Test
  void isRightNearZero() {
    for (double x : new double[] {1e-300, 1e-20, 1e-8, 0x1p-27, 1e-3}) {
      double right = exact(x).doubleValue();
      assertEquals(right, Erf.erf(x), 1e-15 * right);
    }
  }

  @Test
  void isOdd() {
    for (double x : new double[] {0.1, 1, 2.999, 3, 4.5, 7}) {
      assertEquals(-Erf.erf(x), Erf.erf(-x));
    }
  }

  @Test
  void hasTheLimitsOfTheFunction() {
    assertEquals(1.0, Erf.erf(Double.POSITIVE_INFINITY));
    assertEquals(-1.0, Erf.erf(Double.NEGATIVE_INFINITY));
    assertEquals(Double.NaN, Erf.erf(Double.NaN));
    assertEquals(0.0, Erf.erf(0.0));
    assertEquals(-0.0, Erf.erf(-0.0));
    assertEquals(Double.MIN_VALUE, Erf.erf(Double.MIN_VALUE));
  }
}
