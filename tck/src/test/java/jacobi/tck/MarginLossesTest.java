package jacobi.tck;

import static jacobi.Jacobi.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.GradientCheck;
import jacobi.Options;
import jacobi.Session;
import jacobi.random.Seed;
import jacobi.tensor.Reduction;
import jacobi.tensor.Tensor;
import jacobi.type.ShapeException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Losses with margins are their formulas.
class MarginLossesTest {
  private static final int ROWS = 4;
  private static final int WIDTH = 3;
  private static final double[] A = reals("a");
  private static final double[] B = reals("b");
  private static final double[] C = reals("c");
  private static final double[] SIGNS = {1, -1, -1, 1, 1, 1, -1, -1, 1, -1, 1, -1};
  private static final double[] ROW_SIGNS = {1, -1, -1, 1};

  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(Options.of().withBackend("cpu"));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static double[] reals(String name) {
    var random = Seed.of(6).at(name).stream();
    double[] elements = new double[ROWS * WIDTH];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = random.nextDouble(-1.5, 2);
    }
    return elements;
  }

  private static Tensor matrix(double[] x) {
    return tensor(x, ROWS, WIDTH);
  }

  /// Values for each reduction, and gradients of orders 1 and 2 in all float operands.
  private static void check(
      double[] each, Function<Reduction, Function<List<Tensor>, Tensor>> loss, double[]... in) {
    double sum = 0;
    for (double one : each) {
      sum += one;
    }
    double total = sum;
    session.run(() -> {
      List<Tensor> tensors = java.util.Arrays.stream(in).map(MarginLossesTest::matrix).toList();
      double[] found = loss.apply(Reduction.NONE).apply(tensors).toDoubles();
      assertArrayEquals(each, found, 1e-13);
      assertEquals(total, loss.apply(Reduction.SUM).apply(tensors).item(), 1e-12);
      assertEquals(total / each.length, loss.apply(Reduction.MEAN).apply(tensors).item(), 1e-13);
      var f = loss.apply(Reduction.NONE);
      assertTrue(GradientCheck.first(session, f, tensors) <= 1);
      assertTrue(GradientCheck.second(session, f, tensors) <= 1);
      return null;
    });
  }

  @Test
  void hingesAreTheirFormulas() {
    double[] hinge = new double[A.length];
    double[] embedding = new double[A.length];
    double[] ranking = new double[A.length];
    for (int i = 0; i < A.length; i++) {
      hinge[i] = Math.max(0, 1 - SIGNS[i] * A[i]);
      embedding[i] = SIGNS[i] == 1 ? A[i] : Math.max(0, 0.8 - A[i]);
      ranking[i] = Math.max(0, 0.3 - SIGNS[i] * (A[i] - B[i]));
    }
    check(hinge, r -> t -> t.get(0).hingeLoss(matrix(SIGNS), r), A);
    check(embedding, r -> t -> t.get(0).hingeEmbeddingLoss(matrix(SIGNS), 0.8, r), A);
    check(ranking, r -> t -> t.get(0).marginRankingLoss(t.get(1), matrix(SIGNS), 0.3, r), A, B);
  }

  @Test
  void cosineEmbeddingComparesDirections() {
    double[] each = new double[ROWS];
    for (int r = 0; r < ROWS; r++) {
      double product = 0;
      double a = 1e-12;
      double b = 1e-12;
      for (int i = r * WIDTH; i < (r + 1) * WIDTH; i++) {
        product += A[i] * B[i];
        a += A[i] * A[i];
        b += B[i] * B[i];
      }
      double cosine = product / Math.sqrt(a * b);
      each[r] = ROW_SIGNS[r] == 1 ? 1 - cosine : Math.max(0, cosine - 0.1);
    }
    check(each, r -> t -> t.get(0).cosineEmbeddingLoss(t.get(1), tensor(ROW_SIGNS), 0.1, r), A, B);
  }

  private static double distance(double[] a, double[] b, int row, double p) {
    double sum = 0;
    for (int i = row * WIDTH; i < (row + 1) * WIDTH; i++) {
      sum += Math.pow(Math.abs(a[i] - b[i] + 1e-6), p);
    }
    return Math.pow(sum, 1 / p);
  }

  @Test
  void tripletsCompareDistances() {
    for (double p : new double[] {1, 2, 3}) {
      double[] each = new double[ROWS];
      for (int r = 0; r < ROWS; r++) {
        each[r] = Math.max(0, 1 + distance(A, B, r, p) - distance(A, C, r, p));
      }
      check(each, r -> t -> t.get(0).tripletMarginLoss(t.get(1), t.get(2), 1, p, r), A, B, C);
    }
  }

  @Test
  void zerosAndEqualRowsHaveFiniteGradients() {
    session.run(() -> {
      Tensor zero = matrix(new double[ROWS * WIDTH]).watch();
      Tensor cosine = zero.cosineEmbeddingLoss(matrix(B), tensor(ROW_SIGNS), 0, Reduction.SUM);
      Tensor triplet = zero.tripletMarginLoss(zero, zero, 1, 2, Reduction.MEAN);
      assertEquals(2, cosine.item(), 1e-12);
      assertEquals(1, triplet.item(), 1e-12);
      for (double g : session.gradients(cosine.add(triplet)).of(zero).toDoubles()) {
        assertTrue(Double.isFinite(g));
      }
      return null;
    });
  }

  @Test
  void gradientsAtTheMarginAreZero() {
    session.run(() -> {
      Tensor x = tensor(new double[] {1, -1}).watch();
      Tensor y = x.hingeLoss(tensor(new double[] {1, -1}), Reduction.SUM);
      assertEquals(0, y.item());
      assertArrayEquals(new double[2], session.gradients(y).of(x).toDoubles(), 1e-300);
      return null;
    });
  }

  @Test
  void otherShapesAreRefused() {
    session.run(() -> {
      Tensor x = matrix(A);
      Tensor row = tensor(new double[WIDTH]);
      Tensor signs = tensor(ROW_SIGNS);
      Reduction r = Reduction.MEAN;
      assertThrows(ShapeException.class, () -> x.hingeLoss(row, r));
      assertThrows(ShapeException.class, () -> x.hingeEmbeddingLoss(row, 1, r));
      assertThrows(ShapeException.class, () -> x.marginRankingLoss(row, x, 0, r));
      assertThrows(ShapeException.class, () -> x.marginRankingLoss(x, row, 0, r));
      assertThrows(ShapeException.class, () -> x.cosineEmbeddingLoss(row, signs, 0, r));
      assertThrows(ShapeException.class, () -> x.cosineEmbeddingLoss(x, row, 0, r));
      assertThrows(ShapeException.class, () -> x.tripletMarginLoss(row, x, 1, 2, r));
      assertThrows(ShapeException.class, () -> x.tripletMarginLoss(x, row, 1, 2, r));
      return null;
    });
  }
}
