package jacobi.backend.cpu.gemm.vector;

/// A micro-kernel for one small block of `C`, its accumulators in registers.
///
/// ```text
/// C[r, j] ← fma(A[r, p], B[p, j], C[r, j])   for p = 0 … depth − 1 ascending
/// ```
///
/// The number of rows and of vectors is fixed per tile; see [Tiles]. A tile of scattered rows finds
/// each row of `B` by a table instead of a step.
///
/// @param <A> `float[]` or `double[]`
public interface Tile<A> {
  /// Runs the tile.
  ///
  /// @param a holds `A[r, p]` at `aAt + r·aRow + p`
  /// @param b holds row `p` of `B` at `bAt + p·bRow`; a tile of scattered rows takes `bAt +
  ///   rows[bRow + p]`
  /// @param c holds row `r` of `C` at `cAt + r·cRow`
  /// @param rows where scattered rows of `B` begin; else of no meaning
  /// @param depth number of products per element, at least 1
  /// @param add whether the chains start from `C` instead of from zero
  void run(
      A a,
      int aAt,
      int aRow,
      A b,
      int bAt,
      int bRow,
      int[] rows,
      A c,
      int cAt,
      int cRow,
      int depth,
      boolean add);
}
