package sample;

import jacobi.type.Layout;
import jacobi.type.Shape;

/// Goes through the indices of a shape in row-major order, and knows where each operand's element
/// lies. An operand with a stride of 0 along an axis stands still there: that makes sums of many
/// elements, and products of matrices, loops as plain as those of elementwise ops.
final class Loop {
  /// What is done at one index.
  interface Body {
    /// @param at the place of each operand's element in its buffer
    void at(int[] at);
  }

  private Loop() {}

  /// Runs `body` at every index of the operands' common shape.
  static void over(Body body, Layout... operands) {
    int[] first = new int[operands.length];
    for (int k = 0; k < first.length; k++) {
      first[k] = (int) operands[k].offset();
    }
    from(0, first, body, operands);
  }

  private static void from(int axis, int[] first, Body body, Layout[] operands) {
    Shape shape = operands[0].shape();
    if (axis == shape.rank()) {
      body.at(first);
      return;
    }
    int[] at = first.clone();
    for (long i = 0; i < shape.size(axis); i++) {
      from(axis + 1, at, body, operands);
      for (int k = 0; k < at.length; k++) {
        at[k] += (int) operands[k].stride(axis);
      }
    }
  }

  /// A layout that stands still along one of its axes, whatever size `shape` has there.
  static Layout still(Layout x, int axis, Shape shape) {
    long[] strides = x.strides();
    strides[axis] = 0;
    return Layout.of(shape, strides, x.offset());
  }
}
