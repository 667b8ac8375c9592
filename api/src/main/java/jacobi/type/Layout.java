package jacobi.type;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where a tensor's elements lie in its buffer: element `i` is at `offset + Σ i[k]·stride(k)`.
///
/// A view edits the layout and copies nothing. A stride of 0 repeats an element, a negative one
/// runs backwards, and overlapping windows share elements.
public final class Layout {
  private final Shape shape;
  private final long[] strides;
  private final long offset;
  private final boolean contiguous;

  private Layout(Shape shape, long[] strides, long offset) {
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
    this.contiguous = dense(shape, strides);
  }

  static Layout rowMajor(Shape shape, long[] sizes) {
    long[] strides = new long[sizes.length];
    long step = 1;
    for (int i = sizes.length - 1; i >= 0; i--) {
      strides[i] = step;
      step *= Math.max(sizes[i], 1);
    }
    return new Layout(shape, strides, 0);
  }

  /// A layout from its parts.
  ///
  /// @throws ShapeException if there are not as many strides as axes
  public static Layout of(Shape shape, long[] strides, long offset) {
    if (strides.length != shape.rank()) {
      throw new ShapeException(
          "%d strides for the %d axes of %s".formatted(strides.length, shape.rank(), shape));
    }
    return new Layout(shape, strides.clone(), offset);
  }

  private static boolean dense(Shape shape, long[] strides) {
    long step = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      long size = shape.size(i);
      if (size != 1 && strides[i] != step && shape.elements() > 0) {
        return false;
      }
      step *= size;
    }
    return true;
  }

  /// The shape that is laid out.
  public Shape shape() {
    return shape;
  }

  /// Elements from one index of an axis to the next.
  public long stride(int axis) {
    return strides[shape.axis(axis)];
  }

  /// The strides of all axes, a copy.
  public long[] strides() {
    return strides.clone();
  }

  /// Where the first element lies.
  public long offset() {
    return offset;
  }

  /// True if the elements lie one after the other in row-major order (at any offset).
  public boolean isContiguous() {
    return contiguous;
  }

  /// The axes in another order.
  public Layout permute(int... order) {
    if (Axes.of(shape, order).count() != shape.rank() || order.length != shape.rank()) {
      throw new ShapeException(
          "permute of %s wants each axis once, got %s".formatted(shape, Arrays.toString(order)));
    }
    long[] sizes = new long[order.length];
    long[] moved = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      sizes[i] = shape.size(order[i]);
      moved[i] = stride(order[i]);
    }
    return new Layout(Shape.of(sizes), moved, offset);
  }

  /// Stretched to a wider shape by strides of 0.
  ///
  /// @throws ShapeException if the shape does not broadcast to `wide`
  public Layout expand(Shape wide) {
    if (wide.equals(shape)) {
      return this;
    }
    Axes stretched = shape.stretchedTo(wide);
    int lead = wide.rank() - shape.rank();
    long[] wider = new long[wide.rank()];
    for (int i = lead; i < wider.length; i++) {
      wider[i] = stretched.contains(i) ? 0 : strides[i - lead];
    }
    return new Layout(wide, wider, offset);
  }

  /// Every `step`-th index of an axis from `start` (inclusive) to `end` (exclusive).
  ///
  /// @throws ShapeException unless `0 ≤ start ≤ end ≤ size` and `step ≥ 1`
  public Layout slice(int axis, long start, long end, long step) {
    int at = shape.axis(axis);
    if (start < 0 || start > end || end > shape.size(at) || step < 1) {
      throw new ShapeException(
          "slice %d:%d:%d of axis %d of %s".formatted(start, end, step, axis, shape));
    }
    long[] changed = strides.clone();
    changed[at] *= step;
    long count = start == end ? 0 : (end - start - 1) / step + 1;
    return new Layout(shape.with(at, count), changed, offset + start * strides[at]);
  }

  /// The axes of a set run backwards.
  public Layout flip(Axes axes) {
    long[] changed = strides.clone();
    long from = offset;
    for (int i = 0; i < changed.length; i++) {
      if (axes.contains(i) && shape.size(i) > 0) {
        from += (shape.size(i) - 1) * changed[i];
        changed[i] = -changed[i];
      }
    }
    return new Layout(shape, changed, from);
  }

  /// Sliding windows: axis of size `L` becomes the `P` window positions, and a last axis of size
  /// `window` is appended, with `P = ⌊(L − dilation·(window−1) − 1) / step⌋ + 1`.
  ///
  /// @throws ShapeException if no window fits
  public Layout unfold(int axis, long window, long step, long dilation) {
    int at = shape.axis(axis);
    long positions = positions(shape.size(at), window, step, dilation);
    long[] longer = Arrays.copyOf(strides, strides.length + 1);
    longer[at] = strides[at] * step;
    longer[strides.length] = strides[at] * dilation;
    return new Layout(shape.with(at, positions).append(window), longer, offset);
  }

  /// How many windows fit along an axis of size `length`.
  ///
  /// @throws ShapeException if none does, or an argument is below 1
  public static long positions(long length, long window, long step, long dilation) {
    boolean proper = window >= 1 && step >= 1 && dilation >= 1 && length >= 1;
    if (!proper || (window > 1 && dilation > (length - 1) / (window - 1))) {
      throw new ShapeException(
          "no window of %d (step %d, dilation %d) fits an axis of %d"
              .formatted(window, step, dilation, length));
    }
    return (length - 1 - dilation * (window - 1)) / step + 1;
  }

  /// The same elements under another shape, or null if that needs a copy.
  ///
  /// @throws ShapeException if the counts of elements differ
  public @Nullable Layout reshape(Shape to) {
    if (to.elements() != shape.elements()) {
      throw new ShapeException(
          "reshape of %s (%d elements) to %s (%d)"
              .formatted(shape, shape.elements(), to, to.elements()));
    }
    if (contiguous) {
      return offset == 0 ? to.layout() : new Layout(to, to.layout().strides, offset);
    }
    return Reshape.strided(this, to);
  }

  /// The largest and smallest offsets that are touched lie within `0 … elements − 1`.
  public boolean fits(long elements) {
    if (shape.elements() == 0) {
      return true;
    }
    long low = offset;
    long high = offset;
    for (int i = 0; i < strides.length; i++) {
      long reach = (shape.size(i) - 1) * strides[i];
      low += Math.min(reach, 0);
      high += Math.max(reach, 0);
    }
    return low >= 0 && high < elements;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Layout that
            && offset == that.offset
            && shape.equals(that.shape)
            && Arrays.equals(strides, that.strides));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * shape.hashCode() + Arrays.hashCode(strides)) + Long.hashCode(offset);
  }

  @Override
  public String toString() {
    return "%s strides %s offset %d".formatted(shape, Arrays.toString(strides), offset);
  }
}
