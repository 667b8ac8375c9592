package jacobi.backend.cpu.loop;

import jacobi.backend.cpu.parallel.Workers;
import jacobi.type.Layout;

/// A walk over operands of one shape, row by row along the innermost merged axis.
public final class Walk {
  /// Elements in one part of a walk; below it the hand-over to a worker (about a microsecond) costs
  /// more than it gains. Parts depend on the shape alone.
  public static final int PART = 1 << 15;

  private final int[] sizes;
  private final int[][] strides;
  private final int[] offsets;
  private final int rank;

  private Walk(int[] sizes, int[][] strides, int[] offsets, int rank) {
    this.sizes = sizes;
    this.strides = strides;
    this.offsets = offsets;
    this.rank = rank;
  }

  /// One row.
  @FunctionalInterface
  public interface Row {
    /// Handles `count` elements; element `i` of operand `k` is at `at[k] + i·step[k]`.
    void run(int count, int[] at, int[] step);
  }

  /// The walk over layouts of one shape; axes that all operands pass through evenly are merged.
  public static Walk of(Layout... layouts) {
    int axes = layouts[0].shape().rank();
    int operands = layouts.length;
    int[] sizes = new int[Math.max(axes, 1)];
    int[][] strides = new int[operands][Math.max(axes, 1)];
    int[] offsets = new int[operands];
    for (int k = 0; k < operands; k++) {
      offsets[k] = (int) layouts[k].offset();
    }
    int rank = 0;
    for (int axis = 0; axis < axes; axis++) {
      int size = (int) layouts[0].shape().size(axis);
      if (size == 1) {
        continue;
      }
      boolean merge = rank > 0;
      for (int k = 0; k < operands && merge; k++) {
        merge = strides[k][rank - 1] == layouts[k].stride(axis) * size;
      }
      int at = merge ? rank - 1 : rank++;
      sizes[at] = merge ? sizes[at] * size : size;
      for (int k = 0; k < operands; k++) {
        strides[k][at] = (int) layouts[k].stride(axis);
      }
    }
    if (rank == 0) {
      sizes[rank++] = (int) Math.min(layouts[0].shape().elements(), 1);
    }
    return new Walk(sizes, strides, offsets, rank);
  }

  /// How far the elements of a row of an operand lie apart.
  public int innerStep(int operand) {
    return strides[operand][rank - 1];
  }

  /// Whether there is one row only.
  public boolean isLine() {
    return rank == 1;
  }

  /// Elements of a row.
  public int length() {
    return sizes[rank - 1];
  }

  /// How many rows there are.
  public int rows() {
    int count = 1;
    for (int i = 0; i < rank - 1; i++) {
      count *= sizes[i];
    }
    return count;
  }

  /// Finds where element `low` of a row lies in each operand.
  public void start(int row, int low, int[] at) {
    for (int k = 0; k < at.length; k++) {
      at[k] = offsets[k] + low * strides[k][rank - 1];
    }
    int rest = row;
    for (int axis = rank - 2; axis >= 0; axis--) {
      int index = rest % sizes[axis];
      rest /= sizes[axis];
      for (int k = 0; k < at.length; k++) {
        at[k] += index * strides[k][axis];
      }
    }
  }

  /// The walk over the first elements of the rows, of which there are several.
  public Walk starts() {
    return new Walk(sizes, strides, offsets, rank - 1);
  }

  /// Walks all rows, long walks in parts.
  public void run(Workers workers, Row row) {
    run(workers, PART, row);
  }

  /// Walks all rows, in parts of about so many elements.
  public void run(Workers workers, int size, Row row) {
    prepare(workers, size, row).run();
  }

  /// What walks all rows in parts of about so many elements, as often as it is run.
  public Runnable prepare(Workers workers, int size, Row row) {
    int inner = sizes[rank - 1];
    int outer = rows();
    if (outer == 0 || inner == 0) {
      return () -> {};
    }
    if (outer == 1) {
      int parts = (inner + size - 1) / size;
      Workers.Task task = part -> rows(0, 1, part * size, Math.min(inner, (part + 1) * size), row);
      return () -> workers.run(parts, task);
    }
    int rows = Math.max(size / inner, 1);
    int parts = (outer + rows - 1) / rows;
    Workers.Task task =
        part -> rows(part * rows, Math.min(outer, (part + 1) * rows), 0, inner, row);
    return () -> workers.run(parts, task);
  }

  /// Walks all rows in order, on the caller's thread.
  public void each(Row row) {
    int outer = rows();
    if (outer * sizes[rank - 1] > 0) {
      rows(0, outer, 0, sizes[rank - 1], row);
    }
  }

  /// Rows `from` to before `to`, of each the elements `low` to before `high`.
  private void rows(int from, int to, int low, int high, Row row) {
    Cursor on = Cursor.SPARE.take();
    int operands = offsets.length;
    int rest = from;
    System.arraycopy(offsets, 0, on.start, 0, operands);
    for (int axis = rank - 2; axis >= 0; axis--) {
      on.index[axis] = rest % sizes[axis];
      rest /= sizes[axis];
      for (int k = 0; k < operands; k++) {
        on.start[k] += on.index[axis] * strides[k][axis];
      }
    }
    for (int k = 0; k < operands; k++) {
      on.step[k] = strides[k][rank - 1];
      on.start[k] += low * on.step[k];
    }
    for (int r = from; r < to; r++) {
      System.arraycopy(on.start, 0, on.at, 0, operands);
      row.run(high - low, on.at, on.step);
      advance(on.index, on.start);
    }
    Cursor.SPARE.give(on);
  }

  private void advance(int[] index, int[] start) {
    for (int axis = rank - 2; axis >= 0; axis--) {
      index[axis]++;
      for (int k = 0; k < strides.length; k++) {
        start[k] += strides[k][axis];
      }
      if (index[axis] < sizes[axis]) {
        return;
      }
      index[axis] = 0;
      for (int k = 0; k < strides.length; k++) {
        start[k] -= sizes[axis] * strides[k][axis];
      }
    }
  }
}
