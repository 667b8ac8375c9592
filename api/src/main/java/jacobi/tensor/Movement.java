package jacobi.tensor;

import jacobi.op.Fold;
import jacobi.op.Pad;
import jacobi.op.View;
import jacobi.type.Axes;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Other shapes for the same elements. All but [#pad], [#fold] and some reshapes of strided tensors
/// are views: they copy nothing.
public sealed interface Movement permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor view(View op) {
    return self().engine().apply(op, self());
  }

  /// The elements under another shape; one size may be −1, which is then worked out.
  ///
  /// @throws ShapeException if the counts of elements differ
  default Tensor reshape(long... sizes) {
    long[] known = sizes.clone();
    for (int i = 0; i < known.length; i++) {
      if (known[i] == -1) {
        known[i] = 1;
        long rest = Shape.of(known).elements();
        known[i] = rest == 0 ? 0 : self().shape().elements() / rest;
      }
    }
    return reshape(Shape.of(known));
  }

  /// The elements under another shape.
  ///
  /// @throws ShapeException if the counts of elements differ
  default Tensor reshape(Shape to) {
    return to.equals(self().shape()) ? self() : view(new View.Reshape(to));
  }

  /// The axes from `axis` on as one.
  default Tensor flatten(int axis) {
    Shape shape = self().shape();
    int from = shape.axis(axis);
    long[] sizes = new long[from + 1];
    sizes[from] = 1;
    for (int i = 0; i < shape.rank(); i++) {
      sizes[Math.min(i, from)] = (i > from ? sizes[from] : 1) * shape.size(i);
    }
    return reshape(Shape.of(sizes));
  }

  /// The axes in another order.
  default Tensor permute(int... order) {
    List<Integer> axes = new ArrayList<>(order.length);
    for (int axis : order) {
      axes.add(self().shape().axis(axis));
    }
    return view(new View.Permute(axes));
  }

  /// Two axes exchanged.
  default Tensor transpose(int a, int b) {
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < self().rank(); i++) {
      axes.add(i);
    }
    Collections.swap(axes, self().shape().axis(a), self().shape().axis(b));
    return view(new View.Permute(axes));
  }

  /// The last two axes exchanged: `Xᵀ`.
  default Tensor transpose() {
    return transpose(-2, -1);
  }

  /// Stretched to a wider shape by broadcasting.
  default Tensor expand(Shape to) {
    return to.equals(self().shape()) ? self() : view(new View.Expand(to));
  }

  /// Stretched to a wider shape by broadcasting.
  default Tensor expand(long... sizes) {
    return expand(Shape.of(sizes));
  }

  /// The indices of an axis from `start` to before `end`; negative ones count from the end.
  default Tensor slice(int axis, long start, long end) {
    return slice(axis, start, end, 1);
  }

  /// Every `step`-th index of an axis from `start` to before `end`.
  default Tensor slice(int axis, long start, long end, long step) {
    long size = self().size(axis);
    long from = start < 0 ? start + size : start;
    long to = end < 0 ? end + size : end;
    return view(new View.Slice(self().shape().axis(axis), from, to, step));
  }

  /// One index of an axis, which is gone from the result.
  default Tensor select(int axis, long index) {
    long at = index < 0 ? index + self().size(axis) : index;
    return slice(axis, at, at + 1, 1).reshape(self().shape().without(axis));
  }

  /// The axes run backwards.
  default Tensor flip(int... axes) {
    return view(new View.Flip(Axes.of(self().shape(), axes)));
  }

  /// A new axis of size 1 before `axis`; −1 makes it the last.
  default Tensor unsqueeze(int axis) {
    Shape shape = self().shape();
    int at = axis < 0 ? axis + shape.rank() + 1 : axis;
    if (at < 0 || at > shape.rank()) {
      throw new ShapeException("no place %d for a new axis in %s".formatted(axis, shape));
    }
    long[] sizes = new long[shape.rank() + 1];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = i == at ? 1 : shape.size(i < at ? i : i - 1);
    }
    return reshape(Shape.of(sizes));
  }

  /// Without an axis of size 1.
  default Tensor squeeze(int axis) {
    return reshape(self().shape().without(axis));
  }

  /// Sliding windows along an axis, as a new last axis.
  default Tensor unfold(int axis, long window, long step, long dilation) {
    return view(new View.Unfold(self().shape().axis(axis), window, step, dilation));
  }

  /// Windows of the last axis added up along `axis`, which becomes `size` long: the adjoint of
  /// [#unfold].
  default Tensor fold(int axis, long size, long step, long dilation) {
    return self().engine().apply(new Fold(axis, size, step, dilation), self());
  }

  /// Zeros before and after each axis.
  default Tensor pad(List<Long> low, List<Long> high) {
    List<Long> between = Collections.nCopies(low.size(), 0L);
    return self().engine().apply(new Pad(low, high, between), self());
  }
}
