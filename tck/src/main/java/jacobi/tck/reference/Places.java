package jacobi.tck.reference;

import jacobi.type.Axes;
import jacobi.type.Layout;

/// Where in a buffer the elements of a layout lie, in row-major order.
final class Places {
  private Places() {}

  /// All of them.
  static int[] of(Layout layout) {
    return along(layout, new Axes((int) ((1L << layout.shape().rank()) - 1)), layout.offset());
  }

  /// Those along some axes, at the first index of the others, from `start` on.
  static int[] along(Layout layout, Axes axes, long start) {
    int[] places = {(int) start};
    for (int axis = 0; axis < layout.shape().rank(); axis++) {
      if (axes.contains(axis)) {
        places = stretched(places, layout.shape().size(axis), layout.stride(axis));
      }
    }
    return places;
  }

  /// Those along the axes that are not in the set.
  static int[] across(Layout layout, Axes axes) {
    int all = (int) ((1L << layout.shape().rank()) - 1);
    return along(layout, new Axes(all & ~axes.mask()), layout.offset());
  }

  private static int[] stretched(int[] places, long size, long stride) {
    int[] longer = new int[Math.toIntExact(places.length * size)];
    for (int i = 0; i < longer.length; i++) {
      longer[i] = (int) (places[i / (int) size] + i % size * stride);
    }
    return longer;
  }
}
