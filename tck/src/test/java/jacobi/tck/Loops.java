package jacobi.tck;

import jacobi.op.Sliding;

/// The definitions of sliding windows, one loop for each index.
final class Loops {
  private Loops() {}

  /// `y[n,o,i,j] = Σ_{c,k,l} w[o,c,k,l] · x[n, c, i·s + k·d − p, j·s + l·d − p]`
  static Grid convolution(Grid x, Grid w, Sliding rows, Sliding columns, int groups) {
    var y =
        new Grid(x.batch, w.batch, size(x.height, w.height, rows), size(x.width, w.width, columns));
    y.visit((n, o, i, j) ->
        w.visit((m, c, k, l) -> {
          int from = o / (w.batch / groups) * w.channels + c;
          double at = x.at(n, from, place(i, k, rows), place(j, l, columns));
          y.add(n, o, i, j, m == o ? w.at(o, c, k, l) * at : 0);
        }));
    return y;
  }

  /// `y[n, o, i·s + k·d − p, j·s + l·d − p] += w[c,o,k,l] · x[n,c,i,j]`
  static Grid transposed(
      Grid x, Grid w, Sliding rows, Sliding columns, int moreRows, int moreColumns, int groups) {
    var y =
        new Grid(
            x.batch,
            w.channels * groups,
            grown(x.height, w.height, rows) + moreRows,
            grown(x.width, w.width, columns) + moreColumns);
    x.visit((n, c, i, j) ->
        w.visit((m, o, k, l) -> {
          int to = c / (w.batch / groups) * w.channels + o;
          double term = m == c ? w.at(c, o, k, l) * x.at(n, c, i, j) : 0;
          y.add(n, to, place(i, k, rows), place(j, l, columns), term);
        }));
    return y;
  }

  static Grid average(Grid x, int height, int width, Sliding rows, Sliding columns, boolean pad) {
    var y =
        new Grid(x.batch, x.channels, size(x.height, height, rows), size(x.width, width, columns));
    y.visit((n, c, i, j) -> {
      double sum = 0;
      int count = 0;
      for (int k = 0; k < height; k++) {
        for (int l = 0; l < width; l++) {
          sum += x.at(n, c, place(i, k, rows), place(j, l, columns));
          count += pad || x.holds(place(i, k, rows), place(j, l, columns)) ? 1 : 0;
        }
      }
      y.set(n, c, i, j, sum / count);
    });
    return y;
  }

  /// Folds the elements of a block of rows and columns.
  static double fold(Grid x, int n, int c, int top, int bottom, int left, int right, boolean max) {
    double sum = 0;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = top; i < bottom; i++) {
      for (int j = left; j < right; j++) {
        sum += x.at(n, c, i, j);
        greatest = Math.max(greatest, x.at(n, c, i, j));
      }
    }
    return max ? greatest : sum / ((bottom - top) * (right - left));
  }

  static long place(long position, long k, Sliding sliding) {
    return position * sliding.stride() + k * sliding.dilation() - sliding.padding();
  }

  static long size(long length, long window, Sliding sliding) {
    return (length + 2 * sliding.padding() - reach(window, sliding)) / sliding.stride() + 1;
  }

  static long grown(long length, long window, Sliding sliding) {
    return (length - 1) * sliding.stride() - 2 * sliding.padding() + reach(window, sliding);
  }

  private static long reach(long window, Sliding sliding) {
    return sliding.dilation() * (window - 1) + 1;
  }
}
