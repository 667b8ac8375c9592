package jacobi.backend.cpu.scalar;

import java.util.concurrent.ConcurrentLinkedQueue;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.parallel.Workers;

/// The matrix product on F32 arrays: `C[i, j] ← (add ? C[i, j] : 0) + Σ_k A[i, k]·B[k, j]`.
///
/// Each element is the plain chain `c ← fma(A[i, k], B[k, j], c)` for rising `k`, whatever the
/// blocking and the number of threads, so the bits are those of the naive loop.
///
/// B is packed in panels of [#DEPTH] rows and [#WIDTH] columns, one array a row; four rows of C are
/// staged beside them. C2 vectorizes the inner loop because all arrays start at index 0.
public final class BlockedProduct {
  /// Rows of a packed panel: 128 rows of 1 KiB stay in the second-level cache.
  private static final int DEPTH = 128;

  /// Columns of a packed panel.
  private static final int WIDTH = 256;

  /// Rows of C in one part of the work.
  private static final int HEIGHT = 256;

  /// Products below which a second thread costs more than it gains.
  private static final long WORK_FLOOR = 1 << 17;

  /// Rows computed together.
  private static final int ROWS = 4;

  private static final ConcurrentLinkedQueue<Panel> FREE = new ConcurrentLinkedQueue<>();

  private BlockedProduct() {}

  /// One packed panel of B and four staged rows of C.
  private static final class Panel {
    final float[][] b = new float[DEPTH][WIDTH];
    final float[][] c = new float[ROWS][WIDTH];
  }

  /// Computes with all workers.
  ///
  /// @param m rows of C
  /// @param n columns of C
  /// @param k columns of A
  /// @param c the result, rows dense, from `cAt` with `cRow` elements from row to row
  /// @param add whether the chains start from what C holds instead of from zero
  public static void run(
      Workers workers,
      int m,
      int n,
      int k,
      Matrix<float[]> a,
      Matrix<float[]> b,
      float[] c,
      int cAt,
      int cRow,
      boolean add) {
    int tall = (m + HEIGHT - 1) / HEIGHT;
    int wide = (n + WIDTH - 1) / WIDTH;
    if ((long) m * n * k < WORK_FLOOR) {
      block(0, m, 0, n, k, a, b, c, cAt, cRow, add);
      return;
    }
    if (tall * wide == 1 && m >= 2 * ROWS) {
      int half = (m / 2 + ROWS - 1) / ROWS * ROWS;
      workers.run(
          2,
          part -> {
            int from = part == 0 ? 0 : half;
            block(from, part == 0 ? half : m, 0, n, k, a, b, c, cAt, cRow, add);
          });
      return;
    }
    workers.run(
        tall * wide,
        part -> {
          int row = part / wide * HEIGHT;
          int column = part % wide * WIDTH;
          int lastRow = Math.min(row + HEIGHT, m);
          int lastColumn = Math.min(column + WIDTH, n);
          block(row, lastRow, column, lastColumn, k, a, b, c, cAt, cRow, add);
        });
  }

  /// Rows `from … to`, columns `left … right` of C, on this thread.
  private static void block(
      int from,
      int to,
      int left,
      int right,
      int k,
      Matrix<float[]> a,
      Matrix<float[]> b,
      float[] c,
      int cAt,
      int cRow,
      boolean add) {
    Panel known = FREE.poll();
    Panel panel = known != null ? known : new Panel();
    for (int column = left; column < right; column += WIDTH) {
      int width = Math.min(WIDTH, right - column);
      if (k == 0 && !add) {
        for (int i = from; i < to; i++) {
          java.util.Arrays.fill(c, cAt + i * cRow + column, cAt + i * cRow + column + width, 0);
        }
      }
      for (int p = 0; p < k; p += DEPTH) {
        int depth = Math.min(DEPTH, k - p);
        pack(panel.b, b, p, depth, column, width);
        for (int i = from; i < to; i += ROWS) {
          int rows = Math.min(ROWS, to - i);
          stage(panel.c, c, cAt + i * cRow + column, cRow, rows, width, add || p > 0);
          multiply(panel, a, i, p, rows, depth, width);
          unstage(panel.c, c, cAt + i * cRow + column, cRow, rows, width);
        }
      }
    }
    FREE.add(panel);
  }

  private static void pack(
      float[][] panel, Matrix<float[]> b, int p, int depth, int column, int width) {
    float[] from = b.array();
    int start = b.at() + p * b.row() + column * b.column();
    if (b.column() == 1) {
      for (int r = 0; r < depth; r++) {
        System.arraycopy(from, start + r * b.row(), panel[r], 0, width);
      }
      return;
    }
    for (int j = 0; j < width; j++) {
      int at = start + j * b.column();
      for (int r = 0; r < depth; r++) {
        panel[r][j] = from[at + r * b.row()];
      }
    }
  }

  private static void stage(
      float[][] rows, float[] c, int at, int row, int count, int width, boolean add) {
    for (int r = 0; r < count; r++) {
      if (add) {
        System.arraycopy(c, at + r * row, rows[r], 0, width);
      } else {
        java.util.Arrays.fill(rows[r], 0, width, 0);
      }
    }
  }

  private static void unstage(
      float[][] rows, float[] c, int at, int row, int count, int width) {
    for (int r = 0; r < count; r++) {
      System.arraycopy(rows[r], 0, c, at + r * row, width);
    }
  }

  private static void multiply(
      Panel panel, Matrix<float[]> a, int i, int p, int rows, int depth, int width) {
    float[] from = a.array();
    int step = a.column();
    int start = a.at() + i * a.row() + p * step;
    int q = 0;
    for (; q + 2 <= depth && rows == ROWS; q += 2) {
      int at = start + q * step;
      int row = a.row();
      pair(panel, panel.b[q], panel.b[q + 1], width, from, at, at + step, row);
    }
    for (; q < depth; q++) {
      for (int r = 0; r < rows; r++) {
        one(panel.c[r], from[start + r * a.row() + q * step], panel.b[q], width);
      }
    }
  }

  /// `c[r] ← fma(A[r, q + 1], b₁, fma(A[r, q], b₀, c[r]))` for four rows.
  private static void pair(
      Panel panel, float[] b0, float[] b1, int width, float[] a, int at, int next, int row) {
    float[] c0 = panel.c[0];
    float[] c1 = panel.c[1];
    float[] c2 = panel.c[2];
    float[] c3 = panel.c[3];
    float a00 = a[at];
    float a01 = a[next];
    float a10 = a[at + row];
    float a11 = a[next + row];
    float a20 = a[at + 2 * row];
    float a21 = a[next + 2 * row];
    float a30 = a[at + 3 * row];
    float a31 = a[next + 3 * row];
    for (int j = 0; j < width; j++) {
      float x = b0[j];
      float y = b1[j];
      c0[j] = Math.fma(a01, y, Math.fma(a00, x, c0[j]));
      c1[j] = Math.fma(a11, y, Math.fma(a10, x, c1[j]));
      c2[j] = Math.fma(a21, y, Math.fma(a20, x, c2[j]));
      c3[j] = Math.fma(a31, y, Math.fma(a30, x, c3[j]));
    }
  }

  private static void one(float[] c, float a, float[] b, int width) {
    for (int j = 0; j < width; j++) {
      c[j] = Math.fma(a, b[j], c[j]);
    }
  }
}
