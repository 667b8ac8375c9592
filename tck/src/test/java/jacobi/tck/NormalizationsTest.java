package jacobi.tck;

import static jacobi.Jacobi.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.random.Seed;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.ShapeException;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Normalizations are what their formulas say, written out in plain Java.
class NormalizationsTest {
  private static final double EPS = 0.01;

  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(Options.of().withBackend("cpu"));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static double[] reals(String name, int count) {
    var random = Seed.of(3).at(name).stream();
    double[] elements = new double[count];
    for (int i = 0; i < count; i++) {
      elements[i] = random.nextDouble(-2, 3);
    }
    return elements;
  }

  /// Means and biased variances of the elements that share a set.
  private static double[][] moments(double[] x, int sets, IntUnaryOperator set) {
    double[] mean = new double[sets];
    double[] variance = new double[sets];
    int each = x.length / sets;
    for (int i = 0; i < x.length; i++) {
      mean[set.applyAsInt(i)] += x[i] / each;
    }
    for (int i = 0; i < x.length; i++) {
      double d = x[i] - mean[set.applyAsInt(i)];
      variance[set.applyAsInt(i)] += d * d / each;
    }
    return new double[][] {mean, variance};
  }

  private static double[] normalized(
      double[] x,
      double[][] moments,
      IntUnaryOperator set,
      double[] gain,
      double[] bias,
      IntUnaryOperator channel) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int s = set.applyAsInt(i);
      int c = channel.applyAsInt(i);
      y[i] = (x[i] - moments[0][s]) / Math.sqrt(moments[1][s] + EPS) * gain[c] + bias[c];
    }
    return y;
  }

  @Test
  void layerNormNormalizesRowsOfOneOrMoreAxes() {
    double[] x = reals("x", 2 * 3 * 5);
    for (int row : new int[] {5, 15}) {
      double[] gain = reals("gain", row);
      double[] bias = reals("bias", row);
      double[][] moments = moments(x, x.length / row, i -> i / row);
      double[] expected = normalized(x, moments, i -> i / row, gain, bias, i -> i % row);
      long[] shape = row == 5 ? new long[] {5} : new long[] {3, 5};
      session.run(() -> {
        Tensor y = tensor(x, 2, 3, 5).layerNorm(tensor(gain, shape), tensor(bias, shape), EPS);
        assertArrayEquals(expected, y.toDoubles(), 1e-13);
        return null;
      });
    }
  }

  @Test
  void rmsNormDividesByTheRootOfTheMeanSquare() {
    double[] x = reals("x", 3 * 5);
    double[] gain = reals("gain", 5);
    double[] bias = reals("bias", 5);
    double[] plain = new double[15];
    double[] moved = new double[15];
    for (int i = 0; i < 15; i++) {
      double squares = 0;
      for (int k = 0; k < 5; k++) {
        squares += x[i / 5 * 5 + k] * x[i / 5 * 5 + k];
      }
      plain[i] = x[i] / Math.sqrt(squares / 5 + EPS) * gain[i % 5];
      moved[i] = plain[i] + bias[i % 5];
    }
    session.run(() -> {
      Tensor t = tensor(x, 3, 5);
      assertArrayEquals(plain, t.rmsNorm(tensor(gain, 5), EPS).toDoubles(), 1e-13);
      Tensor y = t.rmsNorm(tensor(gain, 5), tensor(bias, 5), EPS);
      assertArrayEquals(moved, y.toDoubles(), 1e-13);
      return null;
    });
  }

  @Test
  void batchNormNormalizesChannelsByTheBatchOrByWhatWasKept() {
    double[] x = reals("x", 3 * 4 * 5);
    double[] gain = reals("gain", 4);
    double[] bias = reals("bias", 4);
    IntUnaryOperator channel = i -> i / 5 % 4;
    double[][] batch = moments(x, 4, channel);
    double[][] kept = {{0.5, -1, 0, 2}, {1, 0.25, 4, 0}};
    session.run(() -> {
      Tensor t = tensor(x, 3, 4, 5);
      var found = t.batchNormTraining(tensor(gain, 4), tensor(bias, 4), EPS);
      double[] expected = normalized(x, batch, channel, gain, bias, channel);
      assertArrayEquals(expected, found.y().toDoubles(), 1e-13);
      assertArrayEquals(batch[0], found.mean().toDoubles(), 1e-14);
      assertArrayEquals(batch[1], found.variance().toDoubles(), 1e-13);
      Tensor y =
          t.batchNorm(
              tensor(gain, 4), tensor(bias, 4), tensor(kept[0], 4), tensor(kept[1], 4), EPS);
      double[] evaluated = normalized(x, kept, channel, gain, bias, channel);
      assertArrayEquals(evaluated, y.toDoubles(), 1e-12);
      return null;
    });
  }

  @Test
  void groupNormNormalizesGroupsAndInstanceNormChannelsOfEachSample() {
    double[] x = reals("x", 3 * 4 * 5);
    double[] gain = reals("gain", 4);
    double[] bias = reals("bias", 4);
    IntUnaryOperator channel = i -> i / 5 % 4;
    for (int groups : new int[] {1, 2, 4}) {
      int size = 4 / groups * 5;
      double[][] moments = moments(x, 3 * groups, i -> i / size);
      double[] expected = normalized(x, moments, i -> i / size, gain, bias, channel);
      session.run(() -> {
        Tensor t = tensor(x, 3, 4, 5);
        Tensor y = t.groupNorm(groups, tensor(gain, 4), tensor(bias, 4), EPS);
        assertArrayEquals(expected, y.toDoubles(), 1e-13);
        if (groups == 4) {
          Tensor each = t.instanceNorm(tensor(gain, 4), tensor(bias, 4), EPS);
          assertArrayEquals(expected, each.toDoubles(), 1e-13);
        }
        return null;
      });
    }
  }

  @Test
  void aLargeMeanDoesNotDrownTheVariance() {
    float[] x = {10_001, 10_002, 10_003, 10_004};
    float[] y =
        session.run(() -> tensor(x, 1, 4).layerNorm(Jacobi.ones(4), Jacobi.zeros(4), 0).toFloats());
    double unit = 1 / Math.sqrt(1.25);
    float[] expected = {
      (float) (-1.5 * unit), (float) (-0.5 * unit), (float) (0.5 * unit), (float) (1.5 * unit)
    };
    assertArrayEquals(expected, y, 1e-6f);
  }

  @Test
  void equalElementsBecomeTheBiasAndAnEmptyBatchStaysEmpty() {
    session.run(() -> {
      Tensor gain = Jacobi.ones(3);
      Tensor bias = tensor(new float[] {1, 2, 3});
      Tensor same = Jacobi.ones(2, 3).watch();
      Tensor y = same.layerNorm(gain, bias, 1e-5);
      assertArrayEquals(new float[] {1, 2, 3, 1, 2, 3}, y.toFloats());
      for (float g : session.gradients(y.square().sum()).of(same).toFloats()) {
        assertTrue(Float.isFinite(g));
      }
      Tensor none = Jacobi.zeros(0, 3);
      assertEquals(none.shape(), none.layerNorm(gain, bias, 1e-5).shape());
      assertEquals(none.shape(), none.rmsNorm(gain, 1e-5).shape());
      assertEquals(none.shape(), none.groupNorm(3, gain, bias, 1e-5).shape());
      assertEquals(none.shape(), none.batchNorm(gain, bias, bias, gain, 1e-5).shape());
      assertThrows(ShapeException.class, () -> none.batchNormTraining(gain, bias, 1e-5));
      return null;
    });
  }

  @Test
  void operandsMayBeViews() {
    double[] x = reals("x", 15);
    session.run(() -> {
      Tensor t = tensor(x, 5, 3).transpose();
      Tensor gain = tensor(reals("gain", 10)).slice(0, 0, 10, 2);
      Tensor dense = t.contiguous().layerNorm(gain.contiguous(), gain.contiguous(), EPS);
      assertArrayEquals(dense.toDoubles(), t.layerNorm(gain, gain, EPS).toDoubles());
      assertEquals(DType.F64, dense.dtype());
      return null;
    });
  }
}
