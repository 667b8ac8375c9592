package jacobi.spi;

import jacobi.type.Layout;

/// Goes through the elements of a layout in row-major order.
final class Cursor {
  private final long[] sizes;
  private final long[] strides;
  private final long[] index;
  private final long first;
  private final long elements;
  private long at;
  private long left;

  Cursor(Layout layout) {
    sizes = layout.shape().sizes();
    strides = layout.strides();
    index = new long[sizes.length];
    first = layout.offset();
    elements = layout.shape().elements();
    at = first;
    left = elements;
  }

  /// Starts over, after all elements were visited.
  void rewind() {
    at = first;
    left = elements;
  }

  boolean hasNext() {
    return left > 0;
  }

  /// Where the next element lies.
  int next() {
    int here = (int) at;
    left--;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      at += strides[axis];
      if (++index[axis] < sizes[axis]) {
        return here;
      }
      at -= sizes[axis] * strides[axis];
      index[axis] = 0;
    }
    return here;
  }
}
