package jacobi.type;

import java.util.StringJoiner;

/// A set of axes, counted from zero, as the bits of `mask`.
public record Axes(int mask) {
  /// No axis.
  public static final Axes NONE = new Axes(0);

  /// The given axes of a shape; negative ones count from the end, and none given means all.
  ///
  /// @throws ShapeException if an axis does not exist or is named twice
  public static Axes of(Shape shape, int... axes) {
    if (axes.length == 0) {
      return new Axes((int) ((1L << shape.rank()) - 1));
    }
    int mask = 0;
    for (int axis : axes) {
      int bit = 1 << shape.axis(axis);
      if ((mask & bit) != 0) {
        throw new ShapeException("axis %d of %s is named twice".formatted(axis, shape));
      }
      mask |= bit;
    }
    return new Axes(mask);
  }

  /// True if the set has this axis.
  public boolean contains(int axis) {
    return (mask & 1 << axis) != 0;
  }

  /// How many axes the set has.
  public int count() {
    return Integer.bitCount(mask);
  }

  /// True if the set has no axis.
  public boolean isEmpty() {
    return mask == 0;
  }

  /// The number of elements of `shape` along these axes together.
  public long elements(Shape shape) {
    long elements = 1;
    for (int i = 0; i < shape.rank(); i++) {
      elements *= contains(i) ? shape.size(i) : 1;
    }
    return elements;
  }

  @Override
  public String toString() {
    var text = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < Shape.MAX_RANK; i++) {
      if (contains(i)) {
        text.add(Integer.toString(i));
      }
    }
    return text.toString();
  }
}
