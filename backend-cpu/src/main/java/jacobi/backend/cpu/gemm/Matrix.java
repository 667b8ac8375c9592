package jacobi.backend.cpu.gemm;

import org.jspecify.annotations.Nullable;

/// Where the elements of a matrix lie in an array: element `(i, j)` is `array[at + i·row +
/// j·column]`. Steps may be zero (a broadcast) or negative (a flip).
///
/// Kernels that must not allocate keep one and [put][#put] it anew.
///
/// @param <A> `float[]` or `double[]`
public final class Matrix<A> implements Right<A> {
  private @Nullable A array;
  private int at;
  private int row;
  private int column;

  /// A matrix that lies nowhere yet.
  public Matrix() {}

  /// A matrix.
  ///
  /// @param array the elements
  /// @param at index of element `(0, 0)`
  /// @param row step from one row to the next
  /// @param column step from one column to the next
  public Matrix(A array, int at, int row, int column) {
    put(array, at, row, column);
  }

  /// A dense matrix with `columns` columns, rows one after the other.
  public static <A> Matrix<A> rowMajor(A array, int at, int columns) {
    return new Matrix<>(array, at, columns, 1);
  }

  /// Says where the elements lie from now on.
  public Matrix<A> put(A array, int at, int row, int column) {
    this.array = array;
    this.at = at;
    this.row = row;
    this.column = column;
    return this;
  }

  /// The same, of a dense matrix.
  public Matrix<A> put(A array, int at, int columns) {
    return put(array, at, columns, 1);
  }

  /// The same, where another's rows are columns.
  public Matrix<A> putTransposed(Matrix<A> of) {
    return put(of.array(), of.at, of.column, of.row);
  }

  /// The same, `elements` behind another's.
  public Matrix<A> putShifted(Matrix<A> of, int elements) {
    return put(of.array(), of.at + elements, of.row, of.column);
  }

  /// Says that they lie nowhere: a matrix that is kept keeps no array.
  public void clear() {
    array = null;
  }

  /// The elements.
  public A array() {
    A known = array;
    if (known == null) {
      throw new IllegalStateException("a matrix was used before it was put anywhere");
    }
    return known;
  }

  /// Index of element `(0, 0)`.
  public int at() {
    return at;
  }

  /// Step from one row to the next.
  public int row() {
    return row;
  }

  /// Step from one column to the next.
  public int column() {
    return column;
  }

  /// The same elements with rows and columns exchanged.
  public Matrix<A> transposed() {
    return new Matrix<>(array(), at, column, row);
  }

  /// The same layout, `elements` further on in the array.
  public Matrix<A> shifted(int elements) {
    return elements == 0 ? this : new Matrix<>(array(), at + elements, row, column);
  }
}
