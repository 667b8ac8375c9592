package jacobi.backend.blas.foreign;

import java.lang.foreign.MemorySegment;

/// A matrix as libraries know it: lines of consecutive elements, `step` elements apart. Lines are
/// rows, or columns if it is transposed.
///
/// @param memory an array, or memory outside the heap
/// @param at the number of the first element
/// @param step elements from one line to the next
/// @param transposed whether lines are columns
/// @param bytes of an element
public record Panel(MemorySegment memory, long at, int step, boolean transposed, int bytes) {

  /// The same lines, further on.
  public Panel shifted(long elements) {
    return new Panel(memory, at + elements, step, transposed, bytes);
  }

  /// Rows from `row`, columns from `column` on.
  public Panel from(int row, int column) {
    return shifted(transposed ? (long) column * step + row : (long) row * step + column);
  }

  MemorySegment from() {
    return memory.asSlice(at * bytes);
  }

  void check(int rows, int columns) {
    int lines = transposed ? columns : rows;
    int length = transposed ? rows : columns;
    long end = at + (long) (lines - 1) * step + length;
    if (at < 0 || step < length || end * bytes > memory.byteSize()) {
      throw new IllegalArgumentException(
          "%d lines of %d, %d apart, from %d on do not fit %d elements"
              .formatted(lines, length, step, at, memory.byteSize() / bytes));
    }
  }
}
