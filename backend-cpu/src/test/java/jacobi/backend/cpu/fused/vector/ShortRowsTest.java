package jacobi.backend.cpu.fused.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacobi.backend.cpu.gemm.Gemm;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Vector code does to short rows what scalar code does, bit by bit, and touches nothing else.
final class ShortRowsTest {
  private static final float[] SPECIAL = {
    0f, -0f, 1, -1, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE
  };
  private static final int[] COLUMNS = {1, 2, 3, 4, 7, 8, 9, 14, 15, 16, 17, 28, 33, 64};

  @Test
  void copiesAreThose() {
    assumeTrue(Gemm.vectorApi(), "no module jdk.incubator.vector");
    var random = new SplittableRandom(1);
    for (int columns : COLUMNS) {
      for (int rows : new int[] {0, 1, 5}) {
        float[] x = floats(random, 3 + rows * (columns + 1), 0);
        float[] right = floats(random, 5 + rows * (columns + 2), 0);
        float[] found = right.clone();
        new ScalarRows().copy(x, 3, columns + 1, right, 2, columns + 2, rows, columns);
        new VectorRows().copy(x, 3, columns + 1, found, 2, columns + 2, rows, columns);
        assertArrayEquals(right, found, rows + " rows of " + columns);
      }
    }
  }

  @Test
  void windowsHaveTheGreatestElementsOfTheDefinition() {
    var random = new SplittableRandom(2);
    for (int columns : COLUMNS) {
      for (int special : new int[] {0, 2, 16}) {
        int rows = 3;
        int width = 2 * columns + columns % 2;
        float[] x = floats(random, 1 + 2 * rows * width, special);
        float[] most = new float[2 + rows * columns];
        int[] places = new int[3 + rows * columns];
        for (int w = 0; w < rows * columns; w++) {
          int place = winner(x, 2 * (w / columns) * width + 2 * (w % columns), width);
          places[1 + w] = place;
          most[1 + w] = x[1 + place];
        }
        check(new ScalarRows(), x, width, rows, columns, most, places);
        if (Gemm.vectorApi()) {
          check(new VectorRows(), x, width, rows, columns, most, places);
        }
      }
    }
  }

  private static void check(
      ShortRows way, float[] x, int width, int rows, int columns, float[] most, int[] places) {
    float[] y = new float[most.length];
    int[] index = new int[places.length];
    way.quarters(x, 1, width, rows, columns, y, 1, index, 1);
    assertArrayEquals(places, index, columns + " columns");
    assertArrayEquals(bits(most), bits(y), columns + " columns");
  }

  private static int winner(float[] x, int first, int width) {
    int best = first;
    for (int place : new int[] {first + 1, first + width, first + width + 1}) {
      float value = x[1 + place];
      if (value > x[1 + best] || (Float.isNaN(value) && !Float.isNaN(x[1 + best]))) {
        best = place;
      }
    }
    return best;
  }

  private static int[] bits(float[] x) {
    int[] bits = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      bits[i] = Float.floatToRawIntBits(x[i]);
    }
    return bits;
  }

  /// Small whole numbers, so that there are ties, and one in `special` a special one.
  private static float[] floats(SplittableRandom random, int n, int special) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      boolean odd = special > 0 && random.nextInt(special) == 0;
      x[i] = odd ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextInt(-3, 4);
    }
    return x;
  }
}
