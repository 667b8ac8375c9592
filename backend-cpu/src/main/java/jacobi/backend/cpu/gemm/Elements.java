package jacobi.backend.cpu.gemm;

/// What differs between float and double: arrays, copies, and the loops that touch elements.
///
/// @param <A> `float[]` or `double[]`
sealed interface Elements<A> permits FloatElements, DoubleElements {
  /// Bytes of one element.
  int bytes();

  A array(int length);

  int length(A array);

  /// `count` arrays of `length` elements each.
  A[] arrays(int count, int length);

  void zero(A array, int from, int to);

  /// `to[toAt + i·toRow + j] = from[at + i·row + j·column]` for `i < rows`, `j < columns`.
  void copy(Matrix<A> from, int at, int rows, int columns, A to, int toAt, int toRow);

  /// The same, of a right operand from element `(row, column)` on.
  @SuppressWarnings("SuspiciousSystemArraycopy") // Both are arrays of the elements' type.
  default void copy(
      Right<A> from, int row, int rows, int column, int columns, A to, int toAt, int toRow) {
    switch (from) {
      case Scattered<A> b -> {
        for (int i = 0; i < rows; i++) {
          int at = b.at() + b.rows()[row + i] + column;
          System.arraycopy(b.array(), at, to, toAt + i * toRow, columns);
        }
      }
      case Matrix<A> b -> {
        int at = b.at() + row * b.row() + column * b.column();
        copy(b, at, rows, columns, to, toAt, toRow);
      }
    }
  }

  /// The definition itself, for products too small for anything else.
  void plain(Product<A> p);

  /// A product with one column, rows `from … to − 1`: eight chains at a time, because one chain
  /// waits four cycles for every step.
  void dots(Product<A> p, int from, int to);

  /// Coefficients for [#four]: `to[(p/4)·16 + r·4 + p%4] = A[i + r, p]` for `r < rows`, and minus
  /// zero where a row or the last step does not exist: `fma(−0, 0, c)` is `c`, bit by bit.
  void coefficients(Matrix<A> a, int at, int rows, int depth, A to);

  /// Four steps of four rows: `c[r][j] ← c[r][j] + Σ_q a[aAt + 4r + q]·b[step + q][j]`, as chains.
  void four(A[] c, A[] b, int step, A a, int aAt, int n);

  /// Four steps of row `r` alone.
  void one(A[] c, int r, A[] b, int step, A a, int aAt, int n);
}
