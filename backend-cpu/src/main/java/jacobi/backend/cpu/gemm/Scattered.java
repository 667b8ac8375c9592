package jacobi.backend.cpu.gemm;

/// A matrix whose rows are dense but lie anywhere in an array, and may overlap, such as the patches
/// of an image: element `(i, j)` is `array[at + rows[i] + j]`.
///
/// Tiles read it in place, whole vectors even beyond its last column: the array goes on for
/// [#BEYOND] elements there.
///
/// @param <A> `float[]` or `double[]`
public final class Scattered<A> implements Right<A> {
  /// One element less than the widest vector has.
  public static final int BEYOND = 15;

  private A array;
  private final int at;
  private final int[] rows;

  /// A matrix.
  ///
  /// @param array the elements
  /// @param at what is added to where rows begin
  /// @param rows where each row begins
  public Scattered(A array, int at, int[] rows) {
    this.array = array;
    this.at = at;
    this.rows = rows;
  }

  /// Says in which array the elements lie from now on.
  public void put(A array) {
    this.array = array;
  }

  /// The elements.
  public A array() {
    return array;
  }

  /// What is added to where rows begin.
  public int at() {
    return at;
  }

  /// Where each row begins.
  public int[] rows() {
    return rows;
  }
}
