package jacobi.type;

/// Where the elements of a layout lie, computed from the definition.
final class Positions {
  private Positions() {}

  /// The buffer positions of all elements in row-major order.
  static long[] of(Layout layout) {
    long[] all = new long[(int) layout.shape().elements()];
    for (int i = 0; i < all.length; i++) {
      all[i] = at(layout, index(layout.shape(), i));
    }
    return all;
  }

  /// `offset + Σ i[k]·stride(k)`
  static long at(Layout layout, long... index) {
    long at = layout.offset();
    for (int k = 0; k < index.length; k++) {
      at += index[k] * layout.stride(k);
    }
    return at;
  }

  /// The index of the element at a place in row-major order.
  static long[] index(Shape shape, long place) {
    long[] index = new long[shape.rank()];
    long rest = place;
    for (int k = index.length - 1; k >= 0; k--) {
      index[k] = rest % shape.size(k);
      rest /= shape.size(k);
    }
    return index;
  }
}
