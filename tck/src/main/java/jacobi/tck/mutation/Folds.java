package jacobi.tck.mutation;

import jacobi.type.Axes;
import jacobi.type.Layout;
import jacobi.type.Shape;

/// Where reductions put elements.
final class Folds {
  private Folds() {}

  /// For each operand element the place of its result: strides of 0 along the folded axes.
  static Layout target(Shape shape, Axes axes) {
    Layout kept = shape.keep(axes).layout();
    long[] strides = kept.strides();
    for (int i = 0; i < strides.length; i++) {
      strides[i] = axes.contains(i) ? 0 : strides[i];
    }
    return Layout.of(shape, strides, 0);
  }
}
