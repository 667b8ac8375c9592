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
import jacobi.tensor.LabelOptions;
import jacobi.tensor.Reduction;
import jacobi.tensor.Tensor;
import jacobi.type.DTypeException;
import jacobi.type.IndexException;
import jacobi.type.JacobiException;
import jacobi.type.ShapeException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Cross-entropy and negative log-likelihood of labels, with weights, ignored rows and smoothing.
class LabelLossesTest {
  private static final int CLASSES = 4;
  private static final long[] LABELS = {2, -100, 0, 3, 2, 1};
  private static final double[] WEIGHT = {0.5, 2, 1.5, 0.25};

  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(Options.of().withBackend("cpu"));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static double[] logits() {
    var random = Seed.of(4).at("logits").stream();
    double[] x = new double[LABELS.length * CLASSES];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextDouble(-3, 3);
    }
    return x;
  }

  /// `ln softmax` of each row.
  private static double[] logs(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double sum = 0;
      for (int c = 0; c < CLASSES; c++) {
        sum += Math.exp(x[i / CLASSES * CLASSES + c]);
      }
      y[i] = x[i] - Math.log(sum);
    }
    return y;
  }

  private static double[] losses(double[] logs, double[] weight, double smoothing) {
    double[] each = new double[LABELS.length];
    for (int r = 0; r < each.length; r++) {
      int label = (int) LABELS[r];
      for (int c = 0; c < CLASSES && label >= 0; c++) {
        double share = smoothing / CLASSES + (c == label ? 1 - smoothing : 0);
        each[r] -= share * weight[c] * logs[r * CLASSES + c];
      }
    }
    return each;
  }

  private static void compare(double[] weight, double smoothing) {
    double[] logs = logs(logits());
    double[] each = losses(logs, weight, smoothing);
    double counted =
        Arrays.stream(LABELS).filter(l -> l >= 0).mapToDouble(l -> weight[(int) l]).sum();
    double sum = Arrays.stream(each).sum();
    boolean plain = Arrays.stream(weight).allMatch(w -> w == 1);
    session.run(() -> {
      Tensor x = tensor(logits(), LABELS.length, CLASSES);
      Tensor labels = tensor(LABELS);
      for (Reduction r : Reduction.values()) {
        var options = LabelOptions.of(r);
        var given = plain ? options : options.withWeight(tensor(weight));
        double[] expected =
            switch (r) {
              case NONE -> each;
              case SUM -> new double[] {sum};
              case MEAN -> new double[] {sum / counted};
            };
        double[] found = x.crossEntropy(labels, given, smoothing).toDoubles();
        assertArrayEquals(expected, found, 1e-13);
        if (smoothing == 0) {
          Tensor y = tensor(logs, LABELS.length, CLASSES);
          assertArrayEquals(expected, y.nllLoss(labels, given).toDoubles(), 1e-13);
        }
      }
      return null;
    });
  }

  @Test
  void valuesAreThoseOfTheFormulas() {
    double[] ones = {1, 1, 1, 1};
    for (double smoothing : new double[] {0, 0.1, 1}) {
      compare(ones, smoothing);
      compare(WEIGHT, smoothing);
    }
  }

  @Test
  void withoutOptionsItIsTheCrossEntropyOp() {
    session.run(() -> {
      Tensor x = tensor(logits(), LABELS.length, CLASSES).watch();
      Tensor labels = tensor(new int[] {2, 1, 0, 3, 2, 1});
      Tensor one = x.crossEntropy(labels);
      Tensor other = x.crossEntropy(labels, LabelOptions.of(Reduction.MEAN), 0);
      assertEquals(one.item(), other.item(), 1e-14);
      double[] expected = session.gradients(one).of(x).toDoubles();
      assertArrayEquals(expected, session.gradients(other).of(x).toDoubles(), 1e-14);
      return null;
    });
  }

  @Test
  void gradientsOfOrdersOneAndTwoAreThoseOfTheFormulas() {
    session.run(() -> {
      Tensor labels = tensor(LABELS);
      List<Tensor> in = List.of(tensor(logits(), LABELS.length, CLASSES), tensor(WEIGHT));
      for (Reduction r : Reduction.values()) {
        for (double smoothing : new double[] {0, 0.2}) {
          java.util.function.Function<List<Tensor>, Tensor> f =
              t ->
                  t.get(0).crossEntropy(labels, LabelOptions.of(r).withWeight(t.get(1)), smoothing);
          assertTrue(GradientCheck.first(session, f, in) <= 1);
          assertTrue(GradientCheck.second(session, f, in) <= 1);
        }
      }
      return null;
    });
  }

  @Test
  void ignoredRowsHaveGradientZeroWhateverTheyAre() {
    session.run(() -> {
      Tensor x = tensor(new double[] {1, 2, Double.NaN, 0}, 2, 2).watch();
      var options = LabelOptions.of(Reduction.MEAN).withIgnoreIndex(7);
      Tensor logs = x.mul(1);
      Tensor y = logs.nllLoss(tensor(new long[] {1, 7}), options);
      assertEquals(-2, y.item());
      double[] g = session.gradients(y).of(x).toDoubles();
      assertArrayEquals(new double[] {0, -1, 0, 0}, g, 1e-300);
      Tensor none = x.nllLoss(tensor(new long[] {7, 7}), options);
      assertTrue(Double.isNaN(none.item()));
      var sum = LabelOptions.of(Reduction.SUM).withIgnoreIndex(7);
      assertEquals(0, x.nllLoss(tensor(new long[] {7, 7}), sum).item());
      return null;
    });
  }

  @Test
  void logitsOfAThousandStayFinite() {
    float[] logits = {1000, -1000, 0, -1000, 1000, 0};
    session.run(() -> {
      Tensor x = tensor(logits, 2, 3).watch();
      var options = LabelOptions.of(Reduction.NONE);
      Tensor y = x.crossEntropy(tensor(new long[] {0, 0}), options, 0);
      assertArrayEquals(new float[] {0, 2000}, y.toFloats(), 1e-4f);
      float[] g = session.gradients(y.sum()).of(x).toFloats();
      assertArrayEquals(new float[] {0, 0, 0, -1, 1, 0}, g, 1e-7f);
      Tensor smooth = x.crossEntropy(tensor(new long[] {0, 0}), options, 0.3);
      assertArrayEquals(new float[] {300, 1700}, smooth.toFloats(), 1e-3f);
      return null;
    });
  }

  @Test
  void leadingAxesAreRows() {
    session.run(() -> {
      Tensor flat = tensor(logits(), 6, CLASSES);
      Tensor labels = tensor(LABELS);
      var options = LabelOptions.of(Reduction.NONE).withWeight(tensor(WEIGHT));
      Tensor expected = flat.crossEntropy(labels, options, 0.1);
      Tensor deep = flat.reshape(2, 3, CLASSES).crossEntropy(labels.reshape(2, 3), options, 0.1);
      assertEquals(List.of(2L, 3L), Arrays.stream(deep.shape().sizes()).boxed().toList());
      assertArrayEquals(expected.toDoubles(), deep.toDoubles());
      Tensor empty = flat.slice(0, 0, 0);
      Tensor none = empty.crossEntropy(labels.slice(0, 0, 0), options, 0.1);
      assertEquals(0, none.shape().elements());
      return null;
    });
  }

  @Test
  void whatDoesNotFitIsRefused() {
    session.run(() -> {
      Tensor x = tensor(logits(), 6, CLASSES);
      var options = LabelOptions.of(Reduction.MEAN);
      Tensor five = tensor(new long[5]);
      var error = assertThrows(ShapeException.class, () -> x.crossEntropy(five, options, 0));
      assertTrue(error.getMessage().contains("crossEntropy of [6, 4] wants one target a row"));
      assertThrows(ShapeException.class, () -> x.nllLoss(five, options));
      Tensor labels = tensor(LABELS);
      var three = options.withWeight(tensor(new double[3]));
      assertThrows(ShapeException.class, () -> x.crossEntropy(labels, three, 0));
      for (double smoothing : new double[] {-0.1, 1.1, Double.NaN}) {
        assertThrows(JacobiException.class, () -> x.crossEntropy(labels, options, smoothing));
      }
      var other = options.withIgnoreIndex(9);
      assertThrows(IndexException.class, () -> x.crossEntropy(labels, other, 0));
      Tensor reals = tensor(new double[6]);
      assertThrows(DTypeException.class, () -> x.crossEntropy(reals, options, 0));
      Tensor whole = tensor(new int[24], 6, 4);
      assertThrows(DTypeException.class, () -> whole.nllLoss(labels, options));
      return null;
    });
  }
}
