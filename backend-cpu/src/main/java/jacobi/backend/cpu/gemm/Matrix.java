package jacobi.backend.cpu.gemm;

/// Where the elements of a matrix lie in an array: element `(i, j)` is `array[at + i·row +
/// j·column]`. Steps may be zero (a broadcast) or negative (a flip).
///
/// @param <A> `float[]` or `double[]`
/// @param array the elements
/// @param at index of element `(0, 0)`
/// @param row step from one row to the next
/// @param column step from one column to the next
public record Matrix<A>(A array, int at, int row, int column) implements Right<A> {
  /// A dense matrix with `columns` columns, rows one after the other.
  public static <A> Matrix<A> rowMajor(A array, int at, int columns) {
    return new Matrix<>(array, at, columns, 1);
  }

  /// The same elements with rows and columns exchanged.
  public Matrix<A> transposed() {
    return new Matrix<>(array, at, column, row);
  }

  /// The same layout, `elements` further on in the array.
  public Matrix<A> shifted(int elements) {
    return elements == 0 ? this : new Matrix<>(array, at + elements, row, column);
  }
}
