package jacobi.spi;

import jacobi.op.HostDefault;
import jacobi.type.Axes;
import jacobi.type.Layout;

/// The sorting part of [Reference]: a stable merge sort of indices by integer keys.
final class ReferenceSorting {
  private final long[] keys;
  private int[] order;
  private int[] spare;

  private ReferenceSorting(int size) {
    keys = new long[size];
    order = new int[size];
    spare = new int[size];
  }

  static void sort(HostDefault.SortIndices op, OpCall call) {
    Layout x = call.in(0).layout();
    Layout y = call.out().layout();
    Axes axis = Axes.of(x.shape(), op.axis());
    var from = new Cursor(ReferenceFolding.part(x, axis, false, x.offset()));
    var to = new Cursor(ReferenceFolding.part(y, axis, false, y.offset()));
    int size = (int) x.shape().size(op.axis());
    var sorting = new ReferenceSorting(size);
    while (size > 0 && from.hasNext()) {
      int start = from.next();
      int into = to.next();
      for (int i = 0; i < size; i++) {
        long key = key(call.in(0).host(), (int) (start + i * x.stride(op.axis())));
        sorting.keys[i] = op.descending() ? ~key : key;
        sorting.order[i] = i;
      }
      sorting.run();
      for (int i = 0; i < size; i++) {
        call.out().host().setLong((int) (into + i * y.stride(op.axis())), sorting.order[i]);
      }
    }
  }

  /// A number ordered as the element is. The bits of doubles are, once those of negative ones are
  /// turned around; adding 0 makes −0 equal to 0, and the one NaN is the greatest.
  private static long key(HostBuffer x, int at) {
    if (!x.dtype().isFloat()) {
      return x.asLong(at);
    }
    long bits = Double.doubleToLongBits(x.asDouble(at) + 0.0);
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  private void run() {
    for (long width = 1; width < order.length; width *= 2) {
      for (long low = 0; low < order.length; low += 2 * width) {
        int middle = (int) Math.min(low + width, order.length);
        merge((int) low, middle, (int) Math.min(low + 2 * width, order.length));
      }
      int[] merged = spare;
      spare = order;
      order = merged;
    }
  }

  /// Merges two sorted runs; the left one goes first on a tie.
  private void merge(int low, int middle, int high) {
    int left = low;
    int right = middle;
    for (int i = low; i < high; i++) {
      boolean first = left < middle && (right == high || keys[order[left]] <= keys[order[right]]);
      spare[i] = first ? order[left++] : order[right++];
    }
  }
}
