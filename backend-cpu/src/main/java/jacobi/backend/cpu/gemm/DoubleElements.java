package jacobi.backend.cpu.gemm;

import java.util.Arrays;

/// Loops over `double[]`.
final class DoubleElements implements Elements<double[]> {
  /// Rows of a source tile that are transposed while they are in L1.
  private static final int TURN = 32;

  @Override
  public int bytes() {
    return Double.BYTES;
  }

  @Override
  public double[] array(int length) {
    return new double[length];
  }

  @Override
  public int length(double[] array) {
    return array.length;
  }

  @Override
  public double[][] arrays(int count, int length) {
    return new double[count][length];
  }

  @Override
  public void zero(double[] array, int from, int to) {
    Arrays.fill(array, from, to, 0);
  }

  @Override
  public void copy(
      Matrix<double[]> from, int at, int rows, int columns, double[] to, int toAt, int toRow) {
    if (from.column() == 1) {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(from.array(), at + i * from.row(), to, toAt + i * toRow, columns);
      }
    } else if (from.row() == 1) {
      for (int i = 0; i < rows; i += TURN) {
        int count = Math.min(TURN, rows - i);
        turn(from.array(), at + i, from.column(), count, columns, to, toAt + i * toRow, toRow);
      }
    } else {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          to[toAt + i * toRow + j] = from.array()[at + i * from.row() + j * from.column()];
        }
      }
    }
  }

  private static void turn(
      double[] from, int at, int column, int rows, int columns, double[] to, int toAt, int toRow) {
    int j = 0;
    for (; j + 4 <= columns; j += 4) {
      int f0 = at + j * column;
      int f1 = f0 + column;
      int f2 = f1 + column;
      int f3 = f2 + column;
      for (int i = 0; i < rows; i++) {
        int t = toAt + i * toRow + j;
        to[t] = from[f0 + i];
        to[t + 1] = from[f1 + i];
        to[t + 2] = from[f2 + i];
        to[t + 3] = from[f3 + i];
      }
    }
    for (; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        to[toAt + i * toRow + j] = from[at + j * column + i];
      }
    }
  }

  @Override
  public void plain(Product<double[]> p) {
    var a = p.a();
    var b = p.matrix();
    var c = p.c();
    for (int i = 0; i < p.m(); i++) {
      for (int j = 0; j < p.n(); j++) {
        int at = c.at() + i * c.row() + j;
        double sum = p.add() ? c.array()[at] : 0;
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
  public void dots(Product<double[]> p, int from, int to) {
    double[] c = p.c().array();
    int cRow = p.c().row();
    int i = from;
    for (; i + 8 <= to; i += 8) {
      eight(p, i);
    }
    for (; i < to; i++) {
      int at = p.c().at() + i * cRow;
      int x = p.a().at() + i * p.a().row();
      int y = p.matrix().at();
      double sum = p.add() ? c[at] : 0;
      for (int step = 0; step < p.k(); step++, x += p.a().column(), y += p.matrix().row()) {
        sum = Math.fma(p.a().array()[x], p.matrix().array()[y], sum);
      }
      c[at] = sum;
    }
  }

  private static void eight(Product<double[]> p, int i) {
    double[] a = p.a().array();
    double[] b = p.matrix().array();
    double[] c = p.c().array();
    int row = p.a().row();
    int cRow = p.c().row();
    int at = p.c().at() + i * cRow;
    double s0 = p.add() ? c[at] : 0;
    double s1 = p.add() ? c[at + cRow] : 0;
    double s2 = p.add() ? c[at + 2 * cRow] : 0;
    double s3 = p.add() ? c[at + 3 * cRow] : 0;
    double s4 = p.add() ? c[at + 4 * cRow] : 0;
    double s5 = p.add() ? c[at + 5 * cRow] : 0;
    double s6 = p.add() ? c[at + 6 * cRow] : 0;
    double s7 = p.add() ? c[at + 7 * cRow] : 0;
    int x = p.a().at() + i * row;
    int y = p.matrix().at();
    for (int step = 0; step < p.k(); step++, x += p.a().column(), y += p.matrix().row()) {
      double v = b[y];
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
  public void coefficients(Matrix<double[]> a, int at, int rows, int depth, double[] to) {
    for (int p = 0; p < Split.up(depth, 4); p++) {
      for (int r = 0; r < 4; r++) {
        boolean exists = r < rows && p < depth;
        to[(p >> 2) * 16 + r * 4 + (p & 3)] =
            exists ? a.array()[at + r * a.row() + p * a.column()] : -0.0;
      }
    }
  }

  @Override
  public void four(double[][] c, double[][] b, int step, double[] a, int aAt, int n) {
    fourRows(c[0], c[1], c[2], c[3], b[step], b[step + 1], b[step + 2], b[step + 3], a, aAt, n);
  }

  /// Every array starts at index zero: C2 vectorizes no loop whose arrays have different offsets.
  private static void fourRows(
      double[] c0,
      double[] c1,
      double[] c2,
      double[] c3,
      double[] b0,
      double[] b1,
      double[] b2,
      double[] b3,
      double[] a,
      int at,
      int n) {
    double a00 = a[at], a01 = a[at + 1], a02 = a[at + 2], a03 = a[at + 3];
    double a10 = a[at + 4], a11 = a[at + 5], a12 = a[at + 6], a13 = a[at + 7];
    double a20 = a[at + 8], a21 = a[at + 9], a22 = a[at + 10], a23 = a[at + 11];
    double a30 = a[at + 12], a31 = a[at + 13], a32 = a[at + 14], a33 = a[at + 15];
    for (int j = 0; j < n; j++) {
      double x0 = b0[j];
      double x1 = b1[j];
      double x2 = b2[j];
      double x3 = b3[j];
      c0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j]))));
      c1[j] = Math.fma(a13, x3, Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, c1[j]))));
      c2[j] = Math.fma(a23, x3, Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, c2[j]))));
      c3[j] = Math.fma(a33, x3, Math.fma(a32, x2, Math.fma(a31, x1, Math.fma(a30, x0, c3[j]))));
    }
  }

  @Override
  public void one(double[][] c, int r, double[][] b, int step, double[] a, int aAt, int n) {
    oneRow(c[r], b[step], b[step + 1], b[step + 2], b[step + 3], a, aAt + 4 * r, n);
  }

  private static void oneRow(
      double[] c, double[] b0, double[] b1, double[] b2, double[] b3, double[] a, int at, int n) {
    double a0 = a[at];
    double a1 = a[at + 1];
    double a2 = a[at + 2];
    double a3 = a[at + 3];
    for (int j = 0; j < n; j++) {
      c[j] =
          Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], c[j]))));
    }
  }
}
