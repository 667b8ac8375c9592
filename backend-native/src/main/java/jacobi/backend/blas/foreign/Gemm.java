package jacobi.backend.blas.foreign;

/// One product `C ← (add ? C : 0) + A·B`, its sizes checked when it was made.
///
/// @param m rows of `A` and `C`
/// @param n columns of `B` and `C`
/// @param k columns of `A`, rows of `B`
/// @param add whether to add to what is in `C`
public record Gemm(int m, int n, int k, Panel a, Panel b, Panel c, boolean add) {
  /// Refuses what a library would read or write past the end of an array.
  ///
  /// @throws IllegalArgumentException if a size is not positive or a panel too small
  public Gemm {
    if (m < 1 || n < 1 || k < 1 || c.transposed()) {
      throw new IllegalArgumentException("no product for a library: %d×%d×%d".formatted(m, n, k));
    }
    a.check(m, k);
    b.check(k, n);
    c.check(m, n);
  }
}
