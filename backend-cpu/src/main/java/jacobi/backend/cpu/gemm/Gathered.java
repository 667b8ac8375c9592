package jacobi.backend.cpu.gemm;

/// A matrix that lies nowhere, such as the patches of an image: a product asks for parts of it,
/// each about once, and puts them straight where its tiles read them.
///
/// @param <A> `float[]` or `double[]`
@FunctionalInterface
public non-sealed interface Gathered<A> extends Right<A> {
  /// `to[at + i·step + j] = B[row + i, column + j]` for `i < rows`, `j < columns`; from any thread.
  void copy(int row, int rows, int column, int columns, A to, int at, int step);
}
