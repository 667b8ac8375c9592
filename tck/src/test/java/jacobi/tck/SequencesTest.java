package jacobi.tck;

import static jacobi.Jacobi.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.op.Attention;
import jacobi.op.Lstm;
import jacobi.random.Seed;
import jacobi.tensor.Functions;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.DTypeException;
import jacobi.type.IndexException;
import jacobi.type.JacobiException;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Attention, embedding and recurrent ops are what plain loops over their definitions yield.
class SequencesTest {
  private static final double CLOSE = 1e-13;

  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(Options.of().withBackend("cpu"));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static <T> T on(Supplier<T> block) {
    return session.run(block);
  }

  private static double[] reals(String name, long count) {
    var random = Seed.of(3).at(name).stream();
    double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble(-1.5, 1.5);
    }
    return values;
  }

  private static void assertAll(double[] expected, Tensor found) {
    assertArrayEquals(expected, found.toDoubles(), CLOSE);
  }

  private static double[] values(Tensor x) {
    return x.detach().toDoubles();
  }

  /// `Σ e^s·v / Σ e^s` over the keys a query sees, one query [e] at a time.
  private static double[] attention(
      double[] q, double[] k, double[] v, int t, int s, int e, int d, double[] bias) {
    double[] y = new double[t * d];
    for (int i = 0; i < t; i++) {
      double sum = 0;
      for (int j = 0; j < s; j++) {
        double score = bias[i * s + j];
        for (int c = 0; c < e; c++) {
          score += q[i * e + c] * k[j * e + c] / Math.sqrt(e);
        }
        sum += Math.exp(score);
        for (int c = 0; c < d; c++) {
          y[i * d + c] += Math.exp(score) * v[j * d + c];
        }
      }
      for (int c = 0; c < d; c++) {
        y[i * d + c] = sum == 0 ? 0 : y[i * d + c] / sum;
      }
    }
    return y;
  }

  @Test
  void attentionAveragesTheValuesOfTheKeysAQuerySees() {
    int t = 5;
    int s = 7;
    double[] q = reals("q", t * 3);
    double[] k = reals("k", s * 3);
    double[] v = reals("v", s * 2);
    double[] none = new double[t * s];
    double[] later = new double[t * s];
    double[] added = reals("mask", t * s);
    boolean[] seen = new boolean[t * s];
    double[] hidden = new double[t * s];
    for (int i = 0; i < t * s; i++) {
      later[i] = i % s > i / s ? Double.NEGATIVE_INFINITY : 0;
      seen[i] = i / s != 2 && i % 3 != 1;
      hidden[i] = seen[i] ? 0 : Double.NEGATIVE_INFINITY;
    }
    double[] both = new double[t * s];
    for (int i = 0; i < t * s; i++) {
      both[i] = later[i] + added[i];
    }
    on(() -> {
      Tensor queries = tensor(q, t, 3);
      Tensor keys = tensor(k, s, 3);
      Tensor rows = tensor(v, s, 2);
      assertAll(
          attention(q, k, v, t, s, 3, 2, none), queries.scaledDotProductAttention(keys, rows));
      assertAll(
          attention(q, k, v, t, s, 3, 2, later),
          queries.scaledDotProductAttention(keys, rows, null, 0, true));
      assertAll(
          attention(q, k, v, t, s, 3, 2, both),
          queries.scaledDotProductAttention(keys, rows, tensor(added, t, s), 0, true));
      Tensor y = queries.scaledDotProductAttention(keys, rows, tensor(seen, t, s), 0, false);
      assertAll(attention(q, k, v, t, s, 3, 2, hidden), y);
      return null;
    });
  }

  @Test
  void aQueryThatSeesNoKeyYieldsZerosAndHasNoGradient() {
    on(() -> {
      Tensor q = tensor(reals("q", 6), 2, 3).watch();
      Tensor k = tensor(reals("k", 6), 2, 3).watch();
      Tensor v = tensor(reals("v", 4), 2, 2).watch();
      Tensor mask = tensor(new boolean[] {false, true}, 2, 1);
      Tensor y = q.scaledDotProductAttention(k, v, mask, 0, false);
      assertArrayEquals(new double[2], y.select(0, 0).toDoubles());
      for (Tensor g : session.gradients(y.square().sum()).of(List.of(q, k, v))) {
        for (double element : g.toDoubles()) {
          assertTrue(Double.isFinite(element));
        }
      }
      Tensor g = session.gradients(y.square().sum()).of(q);
      assertArrayEquals(new double[3], g.select(0, 0).toDoubles());
      return null;
    });
  }

  @Test
  void droppedWeightsAreThoseOfDropoutOnTheWeights() {
    on(() -> {
      Tensor q = tensor(reals("q", 24), 2, 4, 3);
      Tensor k = tensor(reals("k", 30), 2, 5, 3);
      Tensor v = tensor(reals("v", 20), 2, 5, 2);
      Tensor y =
          Mode.training(
              RandomStream.of(Seed.of(9)),
              () -> q.scaledDotProductAttention(k, v, null, 0.5, false));
      Tensor weights =
          Mode.training(
              RandomStream.of(Seed.of(9)),
              () -> q.matmul(k.transpose()).mul(1 / Math.sqrt(3)).softmax(-1).dropout(0.5));
      assertAll(values(weights.matmul(v)), y);
      assertAll(
          values(q.scaledDotProductAttention(k, v)),
          q.scaledDotProductAttention(k, v, null, 0.5, false));
      return null;
    });
  }

  @Test
  void scoresBeyondTheRangeOfExpAreNoInfinities() {
    on(() -> {
      Tensor big = tensor(new double[] {900, -900}, 2, 1);
      Tensor y = big.scaledDotProductAttention(big, tensor(new double[] {3, 4}, 2, 1));
      assertArrayEquals(new double[] {3, 4}, y.toDoubles());
      return null;
    });
  }

  @Test
  void attentionRefusesWhatDoesNotFit() {
    on(() -> {
      Tensor q = Jacobi.zeros(2, 4, 3);
      var wrong =
          assertThrows(
              ShapeException.class,
              () -> q.scaledDotProductAttention(Jacobi.zeros(2, 5, 2), Jacobi.zeros(2, 5, 2)));
      assertTrue(wrong.getMessage().contains("[2, 5, 2]"), wrong.getMessage());
      Tensor k = Jacobi.zeros(2, 5, 3);
      assertThrows(
          ShapeException.class, () -> q.scaledDotProductAttention(k, Jacobi.zeros(2, 6, 3)));
      assertThrows(
          ShapeException.class,
          () -> q.scaledDotProductAttention(Jacobi.zeros(2, 0, 3), Jacobi.zeros(2, 0, 3)));
      assertThrows(
          ShapeException.class,
          () -> q.scaledDotProductAttention(k, k, Jacobi.zeros(3, 4, 5), 0, false));
      assertThrows(
          DTypeException.class,
          () -> q.scaledDotProductAttention(k, k, tensor(new int[20], 4, 5), 0, false));
      assertThrows(ShapeException.class, () -> new Attention(1, false, false, 1));
      return null;
    });
  }

  @Test
  void noQueriesAndNoBatchesYieldNothing() {
    on(() -> {
      Tensor k = Jacobi.zeros(2, 5, 3);
      assertEquals(
          Shape.of(2, 0, 3), Jacobi.zeros(2, 0, 3).scaledDotProductAttention(k, k).shape());
      Tensor none = Jacobi.zeros(0, 5, 3);
      assertEquals(Shape.of(0, 5, 3), none.scaledDotProductAttention(none, none).shape());
      return null;
    });
  }

  @Test
  void anEmbeddingPicksRowsAndItsGradientCountsThem() {
    on(() -> {
      Tensor table = tensor(new double[] {1, 2, 3, 4, 5, 6}, 3, 2).watch();
      Tensor index = tensor(new long[] {2, 0, 2, 2}, 2, 2);
      Tensor y = table.embedding(index);
      assertArrayEquals(new double[] {5, 6, 1, 2, 5, 6, 5, 6}, y.toDoubles());
      assertEquals(Shape.of(2, 2, 2), y.shape());
      double[] counts = session.gradients(y.sum()).of(table).toDoubles();
      assertArrayEquals(new double[] {1, 1, 0, 0, 3, 3}, counts);
      assertEquals(Shape.of(2), table.embedding(tensor(new int[1]).reshape(Shape.SCALAR)).shape());
      assertEquals(Shape.of(0, 2), table.embedding(tensor(new int[0])).shape());
      assertThrows(IndexException.class, () -> table.embedding(tensor(new int[] {3})));
      assertThrows(DTypeException.class, () -> table.embedding(tensor(new float[] {0})));
      assertThrows(ShapeException.class, () -> Jacobi.zeros(3).embedding(tensor(new int[1])));
      return null;
    });
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /// `b + W·x` of row `row`.
  private static double affine(double[] w, double[] b, double[] x, int row) {
    double sum = b[row];
    for (int i = 0; i < x.length; i++) {
      sum += w[row * x.length + i] * x[i];
    }
    return sum;
  }

  /// Weights of `gates` blocks for an input of 3 and a state of 2.
  private record Weights(double[] ih, double[] hh, double[] bih, double[] bhh) {
    static Weights of(int gates) {
      return new Weights(
          reals("ih", gates * 6),
          reals("hh", gates * 4),
          reals("bih", gates * 2),
          reals("bhh", gates * 2));
    }

    Tensor[] tensors() {
      return new Tensor[] {
        tensor(ih, ih.length / 3, 3), tensor(hh, hh.length / 2, 2), tensor(bih), tensor(bhh)
      };
    }

    double[][] lstm(double[] x, double[] h, double[] c) {
      double[][] next = new double[2][2];
      for (int j = 0; j < 2; j++) {
        double[] gates = new double[4];
        for (int k = 0; k < 4; k++) {
          gates[k] = affine(ih, bih, x, k * 2 + j) + affine(hh, bhh, h, k * 2 + j);
        }
        next[1][j] = sigmoid(gates[1]) * c[j] + sigmoid(gates[0]) * Math.tanh(gates[2]);
        next[0][j] = sigmoid(gates[3]) * Math.tanh(next[1][j]);
      }
      return next;
    }

    double[] gru(double[] x, double[] h) {
      double[] next = new double[2];
      for (int j = 0; j < 2; j++) {
        double r = sigmoid(affine(ih, bih, x, j) + affine(hh, bhh, h, j));
        double z = sigmoid(affine(ih, bih, x, 2 + j) + affine(hh, bhh, h, 2 + j));
        double n = Math.tanh(affine(ih, bih, x, 4 + j) + r * affine(hh, bhh, h, 4 + j));
        next[j] = (1 - z) * n + z * h[j];
      }
      return next;
    }
  }

  /// Step `t` of sequence `n` of a batch of two.
  private static double[] step(double[] x, int t, int n) {
    return java.util.Arrays.copyOfRange(x, (t * 2 + n) * 3, (t * 2 + n) * 3 + 3);
  }

  @Test
  void anLstmIsItsCellStepByStep() {
    Weights weights = Weights.of(4);
    double[] x = reals("x", 4 * 2 * 3);
    double[] y = new double[4 * 2 * 2];
    double[] last = new double[8];
    for (int n = 0; n < 2; n++) {
      double[] h = {0.3 * n, -0.2};
      double[] c = {0.1, 0.4 * n};
      for (int t = 0; t < 4; t++) {
        double[][] next = weights.lstm(step(x, t, n), h, c);
        h = next[0];
        c = next[1];
        System.arraycopy(h, 0, y, (t * 2 + n) * 2, 2);
      }
      System.arraycopy(h, 0, last, n * 2, 2);
      System.arraycopy(c, 0, last, 4 + n * 2, 2);
    }
    on(() -> {
      Tensor[] w = weights.tensors();
      Tensor input = tensor(x, 4, 2, 3);
      Tensor h = tensor(new double[] {0, -0.2, 0.3, -0.2}, 2, 2);
      Tensor c = tensor(new double[] {0.1, 0, 0.1, 0.4}, 2, 2);
      List<Tensor> out = input.lstm(h, c, w[0], w[1], w[2], w[3]);
      assertAll(y, out.get(0));
      assertAll(last, Functions.concat(0, out.subList(1, 3)));
      List<Tensor> cell = input.select(0, 0).lstmCell(h, c, w[0], w[1], w[2], w[3]);
      assertAll(values(out.get(0).select(0, 0)), cell.get(0));
      return null;
    });
  }

  @Test
  void aGruIsItsCellStepByStep() {
    Weights weights = Weights.of(3);
    double[] x = reals("x", 4 * 2 * 3);
    double[] y = new double[4 * 2 * 2];
    for (int n = 0; n < 2; n++) {
      double[] h = {0.3 * n, -0.2};
      for (int t = 0; t < 4; t++) {
        h = weights.gru(step(x, t, n), h);
        System.arraycopy(h, 0, y, (t * 2 + n) * 2, 2);
      }
    }
    on(() -> {
      Tensor[] w = weights.tensors();
      Tensor input = tensor(x, 4, 2, 3);
      Tensor h = tensor(new double[] {0, -0.2, 0.3, -0.2}, 2, 2);
      List<Tensor> out = input.gru(h, w[0], w[1], w[2], w[3]);
      assertAll(y, out.get(0));
      assertAll(values(out.get(0).select(0, 3)), out.get(1));
      Tensor cell = input.select(0, 0).gruCell(h, w[0], w[1], w[2], w[3]);
      assertAll(values(out.get(0).select(0, 0)), cell);
      return null;
    });
  }

  @Test
  void recurrentOpsRefuseWhatDoesNotFit() {
    on(() -> {
      Tensor h = Jacobi.zeros(2, 5);
      Tensor ih = Jacobi.zeros(20, 3);
      Tensor hh = Jacobi.zeros(20, 5);
      Tensor b = Jacobi.zeros(20);
      Tensor x = Jacobi.zeros(4, 2, 3);
      assertEquals(Shape.of(4, 2, 5), x.lstm(h, h, ih, hh, b, b).getFirst().shape());
      Tensor narrow = Jacobi.zeros(4, 2, 2);
      var wrong = assertThrows(ShapeException.class, () -> narrow.lstm(h, h, ih, hh, b, b));
      assertTrue(wrong.getMessage().contains("weight_ih of [20, 2]"), wrong.getMessage());
      Tensor none = Jacobi.zeros(0, 2, 3);
      wrong = assertThrows(ShapeException.class, () -> none.lstm(h, h, ih, hh, b, b));
      assertTrue(wrong.getMessage().contains("at least one step"), wrong.getMessage());
      assertThrows(ShapeException.class, () -> x.gru(h, ih, hh, b, b));
      assertThrows(ShapeException.class, () -> x.lstmCell(h, h, ih, hh, b, b));
      Tensor other = h.cast(DType.F64);
      assertThrows(JacobiException.class, () -> x.lstm(h, other, ih, hh, b, b));
      assertEquals(7, new Lstm().arity());
      return null;
    });
  }
}
