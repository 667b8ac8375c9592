package jacobi.type;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The sizes of a tensor's axes, outermost first; a scalar has none.
///
/// Axes count from zero; a negative axis counts from the end, so `size(-1)` is the innermost.
public final class Shape {
  /// The shape of a scalar.
  public static final Shape SCALAR = new Shape(new long[0], 1);

  /// The most axes a shape may have.
  public static final int MAX_RANK = 31;

  private final long[] sizes;
  private final long elements;
  private @Nullable Layout contiguous;

  private Shape(long[] sizes, long elements) {
    this.sizes = sizes;
    this.elements = elements;
  }

  /// The shape with these axis sizes.
  ///
  /// @throws ShapeException if a size is negative, the count of elements overflows, or there are
  ///   more than [#MAX_RANK] axes
  public static Shape of(long... sizes) {
    return sizes.length == 0 ? SCALAR : checked(sizes.clone());
  }

  private static Shape checked(long[] sizes) {
    if (sizes.length > MAX_RANK) {
      throw new ShapeException(
          "a shape has at most %d axes, got %d".formatted(MAX_RANK, sizes.length));
    }
    long elements = 1;
    boolean empty = false;
    for (long size : sizes) {
      if (size < 0) {
        throw new ShapeException("negative axis size in " + Arrays.toString(sizes));
      }
      empty |= size == 0;
      if (size != 0 && elements > Long.MAX_VALUE / size) {
        throw new ShapeException("more than 2^63 elements in " + Arrays.toString(sizes));
      }
      elements *= size == 0 ? 1 : size;
    }
    return new Shape(sizes, empty ? 0 : elements);
  }

  /// The number of axes.
  public int rank() {
    return sizes.length;
  }

  /// The number of elements; 1 for a scalar, 0 when an axis is empty.
  public long elements() {
    return elements;
  }

  /// The size of an axis.
  ///
  /// @throws ShapeException if there is no such axis
  public long size(int axis) {
    return sizes[axis(axis)];
  }

  /// The sizes of all axes, a copy.
  public long[] sizes() {
    return sizes.clone();
  }

  /// `axis` counted from zero.
  ///
  /// @throws ShapeException if there is no such axis
  public int axis(int axis) {
    int counted = axis < 0 ? axis + sizes.length : axis;
    if (counted < 0 || counted >= sizes.length) {
      throw new ShapeException("shape %s has no axis %d".formatted(this, axis));
    }
    return counted;
  }

  /// This shape with one axis replaced.
  public Shape with(int axis, long size) {
    long[] changed = sizes.clone();
    changed[axis(axis)] = size;
    return checked(changed);
  }

  /// This shape without one axis.
  public Shape without(int axis) {
    int gone = axis(axis);
    long[] rest = new long[sizes.length - 1];
    System.arraycopy(sizes, 0, rest, 0, gone);
    System.arraycopy(sizes, gone + 1, rest, gone, rest.length - gone);
    return Shape.of(rest);
  }

  /// This shape without the axes of a set.
  public Shape without(Axes axes) {
    long[] rest = new long[sizes.length];
    int count = 0;
    for (int i = 0; i < sizes.length; i++) {
      if (!axes.contains(i)) {
        rest[count++] = sizes[i];
      }
    }
    return Shape.of(Arrays.copyOf(rest, count));
  }

  /// This shape with the axes of a set made 1.
  public Shape keep(Axes axes) {
    long[] kept = sizes.clone();
    for (int i = 0; i < kept.length; i++) {
      kept[i] = axes.contains(i) ? 1 : kept[i];
    }
    return checked(kept);
  }

  /// This shape followed by more axes.
  public Shape append(long... more) {
    long[] all = Arrays.copyOf(sizes, sizes.length + more.length);
    System.arraycopy(more, 0, all, sizes.length, more.length);
    return Shape.of(all);
  }

  /// All but the last two axes: the batch of a stack of matrices.
  ///
  /// @throws ShapeException if there are fewer than two axes
  public Shape batch() {
    if (sizes.length < 2) {
      throw new ShapeException("%s is no stack of matrices".formatted(this));
    }
    return Shape.of(Arrays.copyOf(sizes, sizes.length - 2));
  }

  /// The shape two operands broadcast to: aligned at the last axis, a size of 1 stretches.
  ///
  /// @throws ShapeException if two sizes differ and neither is 1
  public static Shape broadcast(Shape a, Shape b) {
    if (a.equals(b)) {
      return a;
    }
    int rank = Math.max(a.rank(), b.rank());
    long[] sizes = new long[rank];
    for (int i = 1; i <= rank; i++) {
      long x = i <= a.rank() ? a.sizes[a.rank() - i] : 1;
      long y = i <= b.rank() ? b.sizes[b.rank() - i] : 1;
      if (x != y && x != 1 && y != 1) {
        throw new ShapeException(
            "%s and %s do not broadcast: axis %d has %d and %d".formatted(a, b, -i, x, y));
      }
      sizes[rank - i] = x == 1 ? y : x;
    }
    Shape result = checked(sizes);
    return result.equals(a) ? a : result.equals(b) ? b : result;
  }

  /// The axes along which `this` was stretched to become `wide`, counted in `wide`.
  ///
  /// @throws ShapeException if `this` does not broadcast to `wide`
  public Axes stretchedTo(Shape wide) {
    if (!broadcast(this, wide).equals(wide)) {
      throw new ShapeException("%s does not broadcast to %s".formatted(this, wide));
    }
    int lead = wide.rank() - rank();
    int mask = (1 << lead) - 1;
    for (int i = 0; i < rank(); i++) {
      if (sizes[i] != wide.sizes[lead + i]) {
        mask |= 1 << (lead + i);
      }
    }
    return new Axes(mask);
  }

  /// The dense row-major layout of this shape at offset 0.
  public Layout layout() {
    Layout known = contiguous;
    if (known == null) {
      known = Layout.rowMajor(this, sizes);
      contiguous = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Shape that && Arrays.equals(sizes, that.sizes));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  @Override
  public String toString() {
    return Arrays.toString(sizes);
  }
}
