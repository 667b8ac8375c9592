package sample;

import jacobi.type.Axes;
import jacobi.type.Layout;

/// Visits the elements of a layout in row-major order and says where in the buffer each lies. It
/// counts as an odometer does: the last axis turns fastest, and a full turn moves the next one.
///
/// Strides may be anything: 0 repeats an element, a negative one runs backwards.
final class Walk {
  private final Layout layout;
  private final int[] axes;
  private final long[] index;
  private long place;
  private long left;

  private Walk(Layout layout, int mask, long start) {
    this.layout = layout;
    axes = new int[Integer.bitCount(mask)];
    left = 1;
    for (int axis = 0, next = 0; axis < layout.shape().rank(); axis++) {
      if ((mask & 1 << axis) != 0) {
        axes[next++] = axis;
        left *= layout.shape().size(axis);
      }
    }
    index = new long[axes.length];
    place = start;
  }

  /// All elements.
  static Walk over(Layout layout) {
    return across(layout, Axes.NONE);
  }

  /// The first element of each part that spans `spanned`.
  static Walk across(Layout layout, Axes spanned) {
    int all = Axes.of(layout.shape()).mask();
    return new Walk(layout, all & ~spanned.mask(), layout.offset());
  }

  /// The elements of the part along `axes` that starts at `start`.
  static Walk along(Layout layout, Axes axes, int start) {
    return new Walk(layout, axes.mask(), start);
  }

  boolean hasNext() {
    return left > 0;
  }

  int next() {
    int here = (int) place;
    left--;
    for (int i = axes.length - 1; i >= 0; i--) {
      long stride = layout.stride(axes[i]);
      place += stride;
      if (++index[i] < layout.shape().size(axes[i])) {
        break;
      }
      place -= index[i] * stride;
      index[i] = 0;
    }
    return here;
  }
}
