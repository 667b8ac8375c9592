package jacobi.backend.cpu.gemm;

/// A matrix whose rows are dense but lie anywhere in an array, and may overlap, such as the patches
/// of an image: element `(i, j)` is `array[at + rows[i] + j]`.
///
/// Tiles read it in place, whole vectors even beyond its last column: the array goes on for
/// [#BEYOND] elements there.
///
/// @param <A> `float[]` or `double[]`
/// @param array the elements
/// @param at what is added to where rows begin
/// @param rows where each row begins
@SuppressWarnings("ArrayRecordComponent") // Nobody compares these.
public record Scattered<A>(A array, int at, int[] rows) implements Right<A> {
  /// One element less than the widest vector has.
  public static final int BEYOND = 15;
}
