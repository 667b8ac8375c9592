package jacobi.type;

import org.jspecify.annotations.Nullable;

/// Finds strides for a reshaped view of a layout that is not dense.
///
/// Old and new axes are walked from the inside out in groups of equal element counts; a group of
/// old axes can be split or merged only if it is dense within itself.
final class Reshape {
  private Reshape() {}

  static @Nullable Layout strided(Layout from, Shape to) {
    long[] strides = new long[to.rank()];
    if (to.elements() == 0) {
      return Layout.of(to, to.layout().strides(), from.offset());
    }
    int old = from.shape().rank() - 1;
    int fresh = to.rank() - 1;
    while (fresh >= 0) {
      while (old >= 0 && from.shape().size(old) == 1) {
        old--;
      }
      if (to.size(fresh) == 1) {
        fresh--;
        continue;
      }
      long stride = from.stride(old);
      long group = from.shape().size(old);
      long taken = 1;
      long step = stride;
      while (fresh >= 0 && taken < group) {
        strides[fresh] = step;
        taken *= to.size(fresh);
        step *= to.size(fresh);
        fresh--;
        while (taken > group && old > 0) {
          old--;
          if (from.shape().size(old) != 1 && from.stride(old) != stride * group) {
            return null;
          }
          group *= from.shape().size(old);
        }
      }
      if (taken != group) {
        return null;
      }
      old--;
    }
    return Layout.of(to, strides, from.offset());
  }
}
