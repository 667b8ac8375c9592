package jacobi.backend.opencl;

import jacobi.type.Layout;

/// A way through operands of one shape: `Walk` of `common.cl`.
///
/// Axes of one element are left out, and axes that lie one behind the other in every operand are
/// joined. The last one is the row that work items cut into chunks; the others count rows.
final class Walk {
  /// The most axes that may be left.
  static final int AXES = 16;

  /// The most axes of a chain's operands.
  static final int CHAIN_AXES = 6;

  private static final int OPERANDS = 4;
  private static final int AT = 6;

  private final int most;
  private final int stepAt;
  private final int sizeAt;
  private final int strideAt;
  private final int[] words;
  private int axes;

  /// @param operands how many the struct has room for
  /// @param most how many axes
  private Walk(int operands, int most) {
    this.most = most;
    stepAt = AT + operands;
    sizeAt = stepAt + operands;
    strideAt = sizeAt + most;
    words = new int[strideAt + operands * most];
  }

  /// Joins the axes of layouts that have the first one's shape.
  static Walk of(Layout... operands) {
    return new Walk(OPERANDS, AXES).through(operands);
  }

  /// The same for as many operands as a chain has.
  static Walk ofChain(Layout... operands) {
    return new Walk(operands.length, CHAIN_AXES).through(operands);
  }

  private Walk through(Layout... operands) {
    long[][] strides = new long[operands.length][];
    for (int k = 0; k < operands.length; k++) {
      strides[k] = operands[k].strides();
      words[AT + k] = (int) operands[k].offset();
    }
    long[] sizes = operands[0].shape().sizes();
    int last = -1;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] != 1) {
        if (last < 0 || !joins(strides, sizes[axis], last, axis)) {
          axes++;
        }
        put(sizes[axis], strides, last >= 0 && joins(strides, sizes[axis], last, axis), axis);
        last = axis;
      }
    }
    finish(operands.length);
    return this;
  }

  /// True if a step along axis `outer` is a step over the whole of the axis `inner` everywhere.
  private static boolean joins(long[][] strides, long size, int outer, int inner) {
    for (long[] stride : strides) {
      if (stride[outer] != stride[inner] * size) {
        return false;
      }
    }
    return true;
  }

  private void put(long size, long[][] strides, boolean joined, int axis) {
    int at = axes - 1;
    if (at >= most) {
      return;
    }
    words[sizeAt + at] = (int) (joined ? words[sizeAt + at] * size : size);
    for (int k = 0; k < strides.length; k++) {
      words[strideAt + k * most + at] = (int) strides[k][axis];
    }
  }

  /// The last axis becomes the row.
  private void finish(int operands) {
    int rows = 1;
    words[2] = 1;
    if (axes > 0 && axes <= most) {
      words[2] = words[sizeAt + axes - 1];
      for (int k = 0; k < operands; k++) {
        words[stepAt + k] = words[strideAt + k * most + axes - 1];
      }
      for (int i = 0; i < axes - 1; i++) {
        rows *= words[sizeAt + i];
      }
      words[5] = axes - 1;
    }
    words[0] = rows;
    cut(1, 1);
  }

  /// False if more axes are left than kernels count.
  boolean fits() {
    return axes <= most;
  }

  /// Elements in a row.
  int inner() {
    return words[2];
  }

  /// Operand `k` goes on by so many elements within a row.
  int step(int k) {
    return words[stepAt + k];
  }

  /// True if the first operand does not move at all.
  boolean isStill() {
    for (int axis = 0; axis < axes; axis++) {
      if (words[strideAt + axis] != 0 && words[sizeAt + axis] > 1) {
        return false;
      }
    }
    return true;
  }

  /// How many rows there are.
  int rows() {
    return words[0] / words[4];
  }

  /// Cuts rows into chunks, and gives a work item enough of them for `work` elements.
  ///
  /// @return this
  Walk cut(int chunk, int work) {
    int rows = words[4] == 0 ? words[0] : rows();
    int length = Math.max(Math.min(chunk, inner()), 1);
    words[3] = length;
    words[4] = Math.max((inner() + length - 1) / length, 1);
    words[0] = rows * words[4];
    words[1] = Math.max(work / length, 1);
    return this;
  }

  /// How many work items there are.
  int workItems() {
    return (words[0] + words[1] - 1) / words[1];
  }

  /// The words of the struct, not copied.
  int[] words() {
    return words;
  }
}
