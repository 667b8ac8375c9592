package jacobi.tck;

import static jacobi.Jacobi.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.GradientCheck;
import jacobi.Options;
import jacobi.Session;
import jacobi.tensor.Correction;
import jacobi.tensor.Tensor;
import jacobi.type.DTypeException;
import jacobi.type.JacobiException;
import jacobi.type.ShapeException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Variances, norms and sums of exponentials, at their kinks too.
class StatisticsTest {
  /// Makes −0 equal to 0.
  private static final double TINY = 1e-300;

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(Options.of().withBackend("cpu"));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static double[] value(UnaryOperator<Tensor> f, double[] x, long... shape) {
    return session.run(() -> f.apply(tensor(x, shape)).toDoubles());
  }

  private static double[] gradient(UnaryOperator<Tensor> f, double[] x, long... shape) {
    return session.run(() -> {
      Tensor t = tensor(x, shape).watch();
      return session.gradients(f.apply(t).sum()).of(t).toDoubles();
    });
  }

  @Test
  void varianceAndDeviationDivideByTheCountOrOneLess() {
    double[] x = {1, 2, 4, 8, -1, 0};
    double[] rows = {14.0 / 9, 146.0 / 9};
    double[] sampled = {14.0 / 6, 146.0 / 6};
    assertArrayEquals(rows, value(t -> t.var(Correction.NONE, 1), x, 2, 3), 1e-13);
    assertArrayEquals(sampled, value(t -> t.var(1), x, 2, 3), 1e-13);
    assertArrayEquals(sampled, value(t -> t.var(Correction.BESSEL, -1), x, 2, 3), 1e-13);
    double[] roots = {Math.sqrt(sampled[0]), Math.sqrt(sampled[1])};
    assertArrayEquals(roots, value(t -> t.std(1), x, 2, 3), 1e-13);
    double all = 86.0 - 14.0 * 14 / 6;
    assertArrayEquals(new double[] {all / 6}, value(t -> t.var(Correction.NONE), x, 2, 3), 1e-13);
    assertArrayEquals(new double[] {all / 5}, value(t -> t.var(0, 1), x, 2, 3), 1e-13);
    assertArrayEquals(new double[] {14.0 / 6}, value(t -> t.mean(0, 1), x, 2, 3), 1e-15);
  }

  @Test
  void varianceOfTooFewIsNaN() {
    assertTrue(Double.isNaN(value(t -> t.var(), new double[] {3}, 1)[0]));
    assertEquals(0, value(t -> t.var(Correction.NONE), new double[] {3}, 1)[0]);
    assertTrue(Double.isNaN(value(t -> t.var(), new double[0], 0)[0]));
    assertTrue(Double.isNaN(value(t -> t.var(Correction.NONE), new double[0], 0)[0]));
  }

  @Test
  void deviationOfEqualElementsHasGradientZero() {
    assertArrayEquals(new double[3], gradient(t -> t.std(), new double[] {2, 2, 2}, 3), TINY);
  }

  @Test
  void normsAreTheirFormulas() {
    double[] x = {3, -4, 0, 1, 2, -2};
    assertArrayEquals(new double[] {5, 3}, value(t -> t.norm(2, 1), x, 2, 3), 1e-15);
    assertArrayEquals(new double[] {7, 5}, value(t -> t.norm(1, 1), x, 2, 3));
    assertArrayEquals(new double[] {4, 2}, value(t -> t.norm(INFINITY, 1), x, 2, 3));
    double[] cubes = {Math.cbrt(27 + 64), Math.cbrt(1 + 8 + 8)};
    assertArrayEquals(cubes, value(t -> t.norm(3, 1), x, 2, 3), 1e-14);
    double half = Math.pow(Math.sqrt(3) + 2, 2);
    assertEquals(half, value(t -> t.norm(0.5, 1), x, 2, 3)[0], 1e-13);
    assertEquals(0, value(t -> t.norm(2), new double[0], 0)[0]);
    assertTrue(Double.isNaN(value(t -> t.norm(2), new double[] {Double.NaN, 1}, 2)[0]));
  }

  @Test
  void normsHaveGradientZeroAtZeroAndShareTies() {
    for (double p : new double[] {0.5, 1, 1.5, 2, 3, INFINITY}) {
      assertArrayEquals(
          new double[2], gradient(t -> t.norm(p), new double[2], 2), TINY, "p = " + p);
    }
    double[] one = gradient(t -> t.norm(2), new double[] {0, -3}, 2);
    assertArrayEquals(new double[] {0, -1}, one, TINY);
    double[] tied = gradient(t -> t.norm(INFINITY), new double[] {-2, 2, 1}, 3);
    assertArrayEquals(new double[] {-0.5, 0.5, 0}, tied, TINY);
    double[] partly = gradient(t -> t.norm(0.5), new double[] {0, 4}, 2);
    assertArrayEquals(new double[] {0, 1}, partly, 1e-15);
  }

  @Test
  void logSumExpOverflowsNowhere() {
    double[] x = {1000, 1000, -1000, -1000, -INFINITY, -INFINITY, INFINITY, 0, -INFINITY, 5};
    double ln2 = Math.log(2);
    double[] expected = {1000 + ln2, -1000 + ln2, -INFINITY, INFINITY, 5};
    assertArrayEquals(expected, value(t -> t.logSumExp(1), x, 5, 2), 1e-12);
    double[] finite = {1000, 1000, -1000, -1000, -INFINITY, -INFINITY, -INFINITY, 5};
    double[] g = gradient(t -> t.logSumExp(1), finite, 4, 2);
    assertArrayEquals(new double[] {0.5, 0.5, 0.5, 0.5, 0, 0, 0, 1}, g, 1e-12);
    double[] small = {0.5, -1, 2, 0};
    double sum = Math.log(Math.exp(0.5) + Math.exp(-1) + Math.exp(2) + 1);
    assertEquals(sum, value(t -> t.logSumExp(), small, 2, 2)[0], 1e-14);
  }

  @Test
  void gradientsOfOrdersOneAndTwoAreThoseOfTheFormulas() {
    List<UnaryOperator<Tensor>> functions =
        List.of(
            t -> t.var(1),
            t -> t.var(Correction.NONE),
            t -> t.std(0),
            t -> t.norm(1, 1).square(),
            t -> t.norm(2, 1),
            t -> t.norm(3, 0),
            t -> t.norm(1.5),
            t -> t.norm(INFINITY, 1).square(),
            t -> t.logSumExp(0));
    double[] x = {0.7, -1.2, 2.1, 1.4, 0.3, -0.8};
    session.run(() -> {
      for (var f : functions) {
        List<Tensor> in = List.of(tensor(x, 2, 3));
        assertTrue(GradientCheck.first(session, t -> f.apply(t.getFirst()), in) <= 1);
        assertTrue(GradientCheck.second(session, t -> f.apply(t.getFirst()), in) <= 1);
      }
      return null;
    });
  }

  @Test
  void whatHasNoMeaningIsRefused() {
    session.run(() -> {
      Tensor x = tensor(new double[] {1, 2});
      for (double p : new double[] {0, -1, Double.NaN}) {
        var error = assertThrows(JacobiException.class, () -> x.norm(p));
        assertEquals("norm wants p > 0, got " + p, error.getMessage());
      }
      Tensor whole = tensor(new int[] {1, 2});
      assertThrows(DTypeException.class, () -> whole.var());
      assertThrows(DTypeException.class, () -> whole.norm(1));
      assertThrows(DTypeException.class, () -> whole.logSumExp());
      assertThrows(ShapeException.class, () -> x.var(1));
      assertThrows(ShapeException.class, () -> x.logSumExp(0, 0));
      return null;
    });
  }
}
