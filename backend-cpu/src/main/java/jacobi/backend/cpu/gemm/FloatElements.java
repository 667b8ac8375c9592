package jacobi.backend.cpu.gemm;

import java.util.Arrays;

/// Loops over `float[]`.
final class FloatElements implements Elements<float[]> {
  @Override
  public int bytes() {
    return Float.BYTES;
  }

  @Override
  public float[] array(int length) {
    return new float[length];
  }

  @Override
  public int length(float[] array) {
    return array.length;
  }

  @Override
  public float[][] arrays(int count, int length) {
    return new float[count][length];
  }

  @Override
  public void zero(float[] array, int from, int to) {
    Arrays.fill(array, from, to, 0);
  }

  @Override
  public void copy(
      Matrix<float[]> from, int at, int rows, int columns, float[] to, int toAt, int toRow) {
    if (from.column() == 1) {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(from.array(), at + i * from.row(), to, toAt + i * toRow, columns);
      }
    } else if (from.row() == 1) {
      Turn.copy(from.array(), at, from.column(), rows, columns, to, toAt, toRow);
    } else {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          to[toAt + i * toRow + j] = from.array()[at + i * from.row() + j * from.column()];
        }
      }
    }
  }

  @Override
  public void plain(Product<float[]> p) {
    var a = p.a();
    var b = p.matrix();
    var c = p.c();
    for (int i = 0; i < p.m(); i++) {
      for (int j = 0; j < p.n(); j++) {
        int at = c.at() + i * c.row() + j;
        float sum = p.add() ? c.array()[at] : 0;
        int x = a.at() + i * a.row();
        int y = b.at() + j * b.column();
        for (int step = 0; step < p.k(); step++, x += a.column(), y += b.row()) {
          sum = Math.fma(a.array()[x], b.array()[y], sum);
        }
        c.array()[at] = sum;
      }
    }
  }

  @Override
  public void dots(Product<float[]> p, int from, int to) {
    float[] c = p.c().array();
    int cRow = p.c().row();
    int i = from;
    for (; i + 8 <= to; i += 8) {
      eight(p, i);
    }
    for (; i < to; i++) {
      int at = p.c().at() + i * cRow;
      int x = p.a().at() + i * p.a().row();
      int y = p.matrix().at();
      float sum = p.add() ? c[at] : 0;
      for (int step = 0; step < p.k(); step++, x += p.a().column(), y += p.matrix().row()) {
        sum = Math.fma(p.a().array()[x], p.matrix().array()[y], sum);
      }
      c[at] = sum;
    }
  }

  private static void eight(Product<float[]> p, int i) {
    float[] a = p.a().array();
    float[] b = p.matrix().array();
    float[] c = p.c().array();
    int row = p.a().row();
    int cRow = p.c().row();
    int at = p.c().at() + i * cRow;
    float s0 = p.add() ? c[at] : 0;
    float s1 = p.add() ? c[at + cRow] : 0;
    float s2 = p.add() ? c[at + 2 * cRow] : 0;
    float s3 = p.add() ? c[at + 3 * cRow] : 0;
    float s4 = p.add() ? c[at + 4 * cRow] : 0;
    float s5 = p.add() ? c[at + 5 * cRow] : 0;
    float s6 = p.add() ? c[at + 6 * cRow] : 0;
    float s7 = p.add() ? c[at + 7 * cRow] : 0;
    int x = p.a().at() + i * row;
    int y = p.matrix().at();
    for (int step = 0; step < p.k(); step++, x += p.a().column(), y += p.matrix().row()) {
      float v = b[y];
      s0 = Math.fma(a[x], v, s0);
      s1 = Math.fma(a[x + row], v, s1);
      s2 = Math.fma(a[x + 2 * row], v, s2);
      s3 = Math.fma(a[x + 3 * row], v, s3);
      s4 = Math.fma(a[x + 4 * row], v, s4);
      s5 = Math.fma(a[x + 5 * row], v, s5);
      s6 = Math.fma(a[x + 6 * row], v, s6);
      s7 = Math.fma(a[x + 7 * row], v, s7);
    }
    c[at] = s0;
    c[at + cRow] = s1;
    c[at + 2 * cRow] = s2;
    c[at + 3 * cRow] = s3;
    c[at + 4 * cRow] = s4;
    c[at + 5 * cRow] = s5;
    c[at + 6 * cRow] = s6;
    c[at + 7 * cRow] = s7;
  }

  @Override
  public void coefficients(Matrix<float[]> a, int at, int rows, int depth, float[] to) {
    for (int p = 0; p < Split.up(depth, 4); p++) {
      for (int r = 0; r < 4; r++) {
        boolean exists = r < rows && p < depth;
        to[(p >> 2) * 16 + r * 4 + (p & 3)] =
            exists ? a.array()[at + r * a.row() + p * a.column()] : -0.0f;
      }
    }
  }

  @Override
  public void four(float[][] c, float[][] b, int step, float[] a, int aAt, int n) {
    fourRows(c[0], c[1], c[2], c[3], b[step], b[step + 1], b[step + 2], b[step + 3], a, aAt, n);
  }

  /// Every array starts at index zero: C2 vectorizes no loop whose arrays have different offsets.
  private static void fourRows(
      float[] c0,
      float[] c1,
      float[] c2,
      float[] c3,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] a,
      int at,
      int n) {
    float a00 = a[at], a01 = a[at + 1], a02 = a[at + 2], a03 = a[at + 3];
    float a10 = a[at + 4], a11 = a[at + 5], a12 = a[at + 6], a13 = a[at + 7];
    float a20 = a[at + 8], a21 = a[at + 9], a22 = a[at + 10], a23 = a[at + 11];
    float a30 = a[at + 12], a31 = a[at + 13], a32 = a[at + 14], a33 = a[at + 15];
    for (int j = 0; j < n; j++) {
      float x0 = b0[j];
      float x1 = b1[j];
      float x2 = b2[j];
      float x3 = b3[j];
      c0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j]))));
      c1[j] = Math.fma(a13, x3, Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, c1[j]))));
      c2[j] = Math.fma(a23, x3, Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, c2[j]))));
      c3[j] = Math.fma(a33, x3, Math.fma(a32, x2, Math.fma(a31, x1, Math.fma(a30, x0, c3[j]))));
    }
  }

  @Override
  public void one(float[][] c, int r, float[][] b, int step, float[] a, int aAt, int n) {
    oneRow(c[r], b[step], b[step + 1], b[step + 2], b[step + 3], a, aAt + 4 * r, n);
  }

  private static void oneRow(
      float[] c, float[] b0, float[] b1, float[] b2, float[] b3, float[] a, int at, int n) {
    float a0 = a[at];
    float a1 = a[at + 1];
    float a2 = a[at + 2];
    float a3 = a[at + 3];
    for (int j = 0; j < n; j++) {
      c[j] =
          Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], c[j]))));
    }
  }
}
