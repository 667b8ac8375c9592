package jacobi.backend.cpu.gemm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacobi.backend.cpu.parallel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every way through a product against the definition: a triple loop over `Math.fma`.
final class GemmBitsTest {
  private static final long SEED = 20260511;
  private static final int[] SIZES = {0, 1, 2, 5, 6, 7, 15, 16, 17, 63, 64, 65, 96, 100, 127, 129};
  private static final Workers ONE = Workers.of(1);
  private static final Workers TWO = Workers.of(2);

  /// How the elements of an operand lie in its array.
  private enum Layout {
    ROWS,
    COLUMNS,
    PADDED,
    SPARSE,
    FLIPPED,
    BROADCAST_ROW,
    BROADCAST_COLUMN;

    /// Array length and the matrix's position in it.
    int[] place(int rows, int columns) {
      return switch (this) {
        case ROWS -> new int[] {rows * columns, 0, columns, 1};
        case COLUMNS -> new int[] {rows * columns, 0, 1, rows};
        case PADDED -> new int[] {rows * (columns + 3) + 5, 5, columns + 3, 1};
        case SPARSE -> new int[] {rows * columns * 2 + 3, 1, columns * 2, 2};
        case FLIPPED -> new int[] {rows * columns, Math.max(0, rows * columns - 1), -columns, -1};
        case BROADCAST_ROW -> new int[] {columns + 1, 1, 0, 1};
        case BROADCAST_COLUMN -> new int[] {rows + 1, 1, 1, 0};
      };
    }
  }

  private record Case(int m, int n, int k, Layout a, Layout b, boolean add) {}

  private static List<Gemm> ways() {
    var ways = new ArrayList<Gemm>();
    for (Workers workers : List.of(ONE, TWO)) {
      ways.add(new Gemm(workers, Gemm.Path.SCALAR));
      if (Gemm.vectorApi()) {
        ways.add(new Gemm(workers, Gemm.Path.VECTOR));
      }
    }
    return ways;
  }

  @Test
  void everyPairOfLayoutsGivesTheBitsOfTheDefinition() {
    var random = new SplittableRandom(SEED);
    var ways = ways();
    for (Layout a : Layout.values()) {
      for (Layout b : Layout.values()) {
        for (int[] size : new int[][] {{1, 70, 40}, {70, 1, 40}, {7, 33, 12}, {65, 50, 20}}) {
          boolean add = random.nextBoolean();
          check(new Case(size[0], size[1], size[2], a, b, add), ways, random);
        }
      }
    }
  }

  @Test
  void awkwardSizesGiveTheBitsOfTheDefinition() {
    var random = new SplittableRandom(SEED);
    var ways = ways();
    for (int m : SIZES) {
      for (int n : SIZES) {
        int k = SIZES[random.nextInt(SIZES.length)];
        check(new Case(m, n, k, any(random), any(random), random.nextBoolean()), ways, random);
      }
    }
  }

  /// What is turned is the smaller side: few rows on many turned weights, with and without a start.
  @Test
  void fewRowsOnATurnedMatrixGiveTheBitsOfTheDefinition() {
    var random = new SplittableRandom(SEED);
    var ways = ways();
    for (Layout a : List.of(Layout.ROWS, Layout.COLUMNS, Layout.FLIPPED)) {
      for (int m : new int[] {2, 7, 16, 33}) {
        check(new Case(m, 150, 90, a, Layout.COLUMNS, random.nextBoolean()), ways, random);
        check(new Case(m, 701, 300, a, Layout.COLUMNS, true), ways, random);
      }
    }
  }

  @Test
  void depthsBeyondOneBlockGiveTheBitsOfTheDefinition() {
    var random = new SplittableRandom(SEED);
    var ways = ways();
    for (int k : new int[] {128, 129, 255, 257, 1023, 1025, 2100}) {
      check(new Case(13, 21, k, Layout.ROWS, Layout.ROWS, false), ways, random);
      check(new Case(13, 21, k, Layout.COLUMNS, Layout.COLUMNS, true), ways, random);
    }
  }

  @Test
  void widthsBeyondOnePanelGiveTheBitsOfTheDefinition() {
    var random = new SplittableRandom(SEED);
    var ways = ways();
    for (int n : new int[] {511, 513, 2047, 2049, 2100}) {
      check(new Case(13, n, 6, Layout.ROWS, Layout.ROWS, false), ways, random);
      check(new Case(14, n, 6, Layout.ROWS, Layout.COLUMNS, true), ways, random);
    }
    check(new Case(500, 18, 6, Layout.COLUMNS, Layout.ROWS, true), ways, random);
  }

  /// Rows that lie anywhere and overlap, as the patches of an image do.
  @Test
  void scatteredRowsGiveTheBitsOfTheDefinition() {
    var random = new SplittableRandom(SEED);
    for (int[] size : new int[][] {{1, 1, 1}, {7, 33, 12}, {64, 224, 300}, {6, 2100, 1030}}) {
      int n = size[1];
      int k = size[2];
      int[] rows = random.ints(k, 0, 500).toArray();
      var a = floats(Layout.ROWS, size[0], k, random);
      float[] b = floats(Layout.ROWS, 1, 7 + 500 + n + Scattered.BEYOND, random).array();
      float[] dense = new float[k * n];
      for (int p = 0; p < k; p++) {
        System.arraycopy(b, 7 + rows[p], dense, p * n, n);
      }
      var c = floats(Layout.PADDED, size[0], n, random);
      for (boolean add : new boolean[] {false, true}) {
        var test = new Case(size[0], n, k, Layout.ROWS, Layout.ROWS, add);
        float[] expected = naive(test, a, Matrix.rowMajor(dense, 0, n), c);
        for (Gemm way : ways()) {
          var out = new Matrix<>(c.array().clone(), c.at(), c.row(), 1);
          way.f32(size[0], n, k, a, new Scattered<>(b, 7, rows), out, add);
          assertArrayEquals(expected, out.array(), test.toString());
        }
      }
    }
  }

  @Test
  void compiledTilesGiveTheBitsOfTheDefinition() throws InterruptedException {
    assumeTrue(Gemm.vectorApi(), "no module jdk.incubator.vector");
    var gemm = new Gemm(TWO, Gemm.Path.BEST);
    long limit = System.nanoTime() + 60_000_000_000L;
    boolean warm = false;
    while (!warm && System.nanoTime() < limit) {
      Thread.sleep(20);
      warm = gemm.vectorizedF32(1000, 1000) && gemm.vectorizedF64(1000, 1000);
    }
    // Where the compiler did not come round to the tiles, the loops that serve instead are held to
    // the same bits.
    System.out.println(warm ? "tiles are compiled" : "tiles are not compiled: scalar loops serve");
    var random = new SplittableRandom(SEED);
    sparse(gemm, new Case(1000, 1000, 1000, Layout.ROWS, Layout.ROWS, false), random);
    sparse(gemm, new Case(1000, 1000, 1000, Layout.COLUMNS, Layout.COLUMNS, true), random);
  }

  @ParameterizedTest
  @EnumSource(Gemm.Path.class)
  void specialValuesTravelAsInTheDefinition(Gemm.Path path) {
    assumeTrue(path != Gemm.Path.VECTOR || Gemm.vectorApi(), "no module jdk.incubator.vector");
    var gemm = new Gemm(TWO, path);
    float[] odd = {0f, -0f, Float.NaN, 1f / 0f, -1f / 0f, Float.MIN_VALUE, -Float.MIN_VALUE, 1e38f};
    var random = new SplittableRandom(SEED);
    int m = 9;
    int n = 35;
    int k = 5;
    float[] a = new float[m * k];
    float[] b = new float[k * n];
    float[] c = new float[m * n];
    for (float[] x : List.of(a, b, c)) {
      for (int i = 0; i < x.length; i++) {
        x[i] = random.nextInt(4) == 0 ? odd[random.nextInt(odd.length)] : -Float.MIN_VALUE;
      }
    }
    float[] expected = c.clone();
    for (int i = 0; i < m * n; i++) {
      for (int p = 0; p < k; p++) {
        expected[i] = Math.fma(a[i / n * k + p], b[p * n + i % n], expected[i]);
      }
    }
    gemm.f32(
        m,
        n,
        k,
        Matrix.rowMajor(a, 0, k),
        Matrix.rowMajor(b, 0, n),
        Matrix.rowMajor(c, 0, n),
        true);
    for (int i = 0; i < m * n; i++) {
      assertEquals(Float.floatToIntBits(expected[i]), Float.floatToIntBits(c[i]), "element " + i);
    }
  }

  @Test
  void aBatchIsItsProductsOneByOne() {
    var random = new SplittableRandom(SEED);
    for (Gemm gemm : ways()) {
      for (int size : new int[] {3, 17, 40}) {
        int area = size * size;
        int count = 21;
        var a = floats(Layout.ROWS, count * size, size, random);
        var b = floats(Layout.COLUMNS, size, size, random);
        float[] batched = new float[count * area];
        float[] single = new float[count * area];
        var c = Matrix.rowMajor(batched, 0, size);
        gemm.f32Batch(count, area, 0, area, size, size, size, a, b, c, false);
        for (int i = 0; i < count; i++) {
          var item = Matrix.rowMajor(single, i * area, size);
          gemm.f32(size, size, size, a.shifted(i * area), b, item, false);
        }
        assertArrayEquals(single, batched);
      }
    }
  }

  @Test
  void aNegativeSizeAndStridedRowsOfCAreRefused() {
    var gemm = new Gemm(ONE, Gemm.Path.SCALAR);
    var x = Matrix.rowMajor(new float[16], 0, 4);
    assertThrows(IllegalArgumentException.class, () -> gemm.f32(-1, 4, 4, x, x, x, false));
    assertThrows(
        IllegalArgumentException.class, () -> gemm.f32(4, 4, 4, x, x, x.transposed(), false));
  }

  private static Layout any(SplittableRandom random) {
    return Layout.values()[random.nextInt(Layout.values().length)];
  }

  private static void check(Case test, List<Gemm> ways, SplittableRandom random) {
    var a = floats(test.a, test.m, test.k, random);
    var b = floats(test.b, test.k, test.n, random);
    var c = floats(Layout.PADDED, test.m, test.n, random);
    float[] expected = naive(test, a, b, c);
    var wideA = new Matrix<>(widen(a.array()), a.at(), a.row(), a.column());
    var wideB = new Matrix<>(widen(b.array()), b.at(), b.row(), b.column());
    double[] wideC = widen(c.array());
    double[] wideExpected = naiveWide(test, wideA, wideB, new Matrix<>(wideC, c.at(), c.row(), 1));
    for (int w = 0; w < ways.size(); w++) {
      var out = new Matrix<>(c.array().clone(), c.at(), c.row(), 1);
      ways.get(w).f32(test.m, test.n, test.k, a, b, out, test.add);
      var wideOut = new Matrix<>(wideC.clone(), c.at(), c.row(), 1);
      ways.get(w).f64(test.m, test.n, test.k, wideA, wideB, wideOut, test.add);
      for (int i = 0; i < expected.length; i++) {
        if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(out.array()[i])
            || Double.doubleToLongBits(wideExpected[i])
                != Double.doubleToLongBits(wideOut.array()[i])) {
          assertEquals(expected[i], out.array()[i], "f32 at " + i + " way " + w + " of " + test);
          assertEquals(wideExpected[i], wideOut.array()[i], "f64 at " + i + " way " + w + test);
        }
      }
    }
  }

  private static void sparse(Gemm gemm, Case test, SplittableRandom random) {
    var a = floats(test.a, test.m, test.k, random);
    var b = floats(test.b, test.k, test.n, random);
    var c = floats(Layout.ROWS, test.m, test.n, random);
    var out = new Matrix<>(c.array().clone(), 0, test.n, 1);
    gemm.f32(test.m, test.n, test.k, a, b, out, test.add);
    for (int s = 0; s < 2000; s++) {
      int i = random.nextInt(test.m);
      int j = random.nextInt(test.n);
      float expected = chain(test, a, b, test.add ? c.array()[i * test.n + j] : 0, i, j);
      assertEquals(expected, out.array()[i * test.n + j], "element " + i + "," + j + " of " + test);
    }
  }

  private static Matrix<float[]> floats(Layout l, int rows, int columns, SplittableRandom random) {
    int[] place = l.place(rows, columns);
    float[] values = new float[place[0]];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() * 2 - 1);
    }
    return new Matrix<>(values, place[1], place[2], place[3]);
  }

  private static double[] widen(float[] x) {
    double[] wide = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      // A divisor that leaves no product exact in double.
      wide[i] = x[i] / 3.0;
    }
    return wide;
  }

  private static float chain(
      Case t, Matrix<float[]> a, Matrix<float[]> b, float start, int i, int j) {
    float sum = start;
    for (int p = 0; p < t.k; p++) {
      sum =
          Math.fma(
              a.array()[a.at() + i * a.row() + p * a.column()],
              b.array()[b.at() + p * b.row() + j * b.column()],
              sum);
    }
    return sum;
  }

  private static float[] naive(Case t, Matrix<float[]> a, Matrix<float[]> b, Matrix<float[]> c) {
    float[] out = c.array().clone();
    for (int i = 0; i < t.m; i++) {
      for (int j = 0; j < t.n; j++) {
        int at = c.at() + i * c.row() + j;
        out[at] = chain(t, a, b, t.add ? out[at] : 0, i, j);
      }
    }
    return out;
  }

  private static double[] naiveWide(
      Case t, Matrix<double[]> a, Matrix<double[]> b, Matrix<double[]> c) {
    double[] out = c.array().clone();
    for (int i = 0; i < t.m; i++) {
      for (int j = 0; j < t.n; j++) {
        int at = c.at() + i * c.row() + j;
        double sum = t.add ? out[at] : 0;
        for (int p = 0; p < t.k; p++) {
          sum =
              Math.fma(
                  a.array()[a.at() + i * a.row() + p * a.column()],
                  b.array()[b.at() + p * b.row() + j * b.column()],
                  sum);
        }
        out[at] = sum;
      }
    }
    return out;
  }
}
