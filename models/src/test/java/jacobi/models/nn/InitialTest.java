package jacobi.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.random.Seed;
import jacobi.tensor.Tensor;
import jacobi.type.Shape;
import org.junit.jupiter.api.Test;

class InitialTest {
  private static final Seed SEED = Seed.of(3);

  private static double deviation(Tensor x) {
    double squares = 0;
    for (float w : x.toFloats()) {
      squares += w * w;
    }
    return Math.sqrt(squares / x.shape().elements());
  }

  private static double greatest(Tensor x) {
    double greatest = 0;
    for (float w : x.toFloats()) {
      greatest = Math.max(greatest, Math.abs(w));
    }
    return greatest;
  }

  @Test
  void normalWeightsHaveTheirDeviation() {
    assertEquals(0.3, deviation(Initial.normal(SEED, 0.3, 20_000)), 0.006);
    Tensor glorot = Initial.glorotNormal(SEED, 150, 50, 20_000);
    assertEquals(0.1, deviation(glorot), 0.002);
  }

  @Test
  void uniformWeightsFillTheirRange() {
    Tensor he = Initial.heUniform(SEED, 6, 20_000);
    assertTrue(greatest(he) <= 1 && greatest(he) > 0.999, "greatest " + greatest(he));
    assertEquals(1 / Math.sqrt(3), deviation(he), 0.006);
    assertEquals(0.5, greatest(Initial.uniform(SEED, 0.5, 20_000)), 1e-3);
  }

  @Test
  void truncatedWeightsEndAtTwoDeviations() {
    Tensor x = Initial.truncatedNormal(SEED, 0.5, 20_000);
    assertTrue(greatest(x) <= 1 && greatest(x) > 0.99, "greatest " + greatest(x));
    assertEquals(0.5 * 0.8796, deviation(x), 0.01);
  }

  @Test
  void orthogonalWeightsHaveOrthonormalRowsOrColumns() {
    for (long[] shape : new long[][] {{5, 5}, {3, 7}, {7, 3}, {2, 3, 2}, {1, 1}, {0, 3}}) {
      Tensor w = Initial.orthogonal(SEED, 2, shape);
      assertEquals(Shape.of(shape), w.shape());
      long rows = shape[0];
      long columns = rows == 0 ? 0 : w.shape().elements() / rows;
      Tensor matrix = w.reshape(rows, columns);
      Tensor square =
          rows <= columns ? matrix.matmul(matrix.transpose()) : matrix.transpose().matmul(matrix);
      int size = (int) Math.min(rows, columns);
      float[] expected = new float[size * size];
      for (int i = 0; i < size; i++) {
        expected[i * size + i] = 4;
      }
      assertArrayEquals(expected, square.toFloats(), 1e-5f);
    }
  }
}
