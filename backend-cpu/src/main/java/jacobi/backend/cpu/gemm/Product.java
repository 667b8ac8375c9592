package jacobi.backend.cpu.gemm;

/// One product `C ← (add ? C : 0) + A·B`; `a` is m×k, `b` is k×n, `c` is m×n with dense rows.
///
/// @param <A> `float[]` or `double[]`
record Product<A>(int m, int n, int k, Matrix<A> a, Right<A> b, Matrix<A> c, boolean add) {
  Product {
    if (m < 0 || n < 0 || k < 0) {
      throw new IllegalArgumentException("negative size " + m + "×" + n + "×" + k);
    }
    if (n > 1 && c.column() != 1) {
      throw new IllegalArgumentException(
          "rows of C must be dense, but their step is " + c.column());
    }
  }

  /// The right operand where it is known to lie in an array.
  Matrix<A> matrix() {
    return (Matrix<A>) b;
  }

  /// The same product further on in all three arrays.
  Product<A> shifted(int aBy, int bBy, int cBy) {
    return new Product<>(m, n, k, a.shifted(aBy), matrix().shifted(bBy), c.shifted(cBy), add);
  }

  /// The same product seen from the other side, `Cᵀ ← Bᵀ·Aᵀ`; needs one row, or one dense column.
  Product<A> transposed() {
    return new Product<>(n, m, k, matrix().transposed(), a.transposed(), c.transposed(), add);
  }

  /// Multiplications and additions, as one number that does not overflow.
  double flops() {
    return 2.0 * m * n * k;
  }
}
