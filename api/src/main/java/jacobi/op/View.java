package jacobi.op;

import jacobi.type.Axes;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ops that edit the layout and need no kernel; the framework does them itself.
public sealed interface View extends Op {

  /// The layout of the result over the operand's buffer, or null if only a copy can have it (some
  /// reshapes of strided operands).
  @Nullable Layout of(Layout x);

  @Override
  default int arity() {
    return 1;
  }

  @Override
  default Algebra algebra() {
    return Algebra.LINEAR;
  }

  @Override
  default String name() {
    return getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
  }

  @Override
  default List<Spec> infer(List<Spec> in) {
    Layout result = of(in.getFirst().shape().layout());
    return List.of(in.getFirst().of(java.util.Objects.requireNonNull(result).shape()));
  }

  /// The same elements in row-major order under another shape.
  record Reshape(Shape to) implements View {
    @Override
    public @Nullable Layout of(Layout x) {
      return x.reshape(to);
    }
  }

  /// The axes in another order.
  record Permute(List<Integer> order) implements View {
    /// The order is copied.
    public Permute {
      order = List.copyOf(order);
    }

    @Override
    public Layout of(Layout x) {
      return x.permute(order.stream().mapToInt(Integer::intValue).toArray());
    }

    /// The permutation that undoes this one.
    public Permute inverse() {
      Integer[] back = new Integer[order.size()];
      for (int i = 0; i < back.length; i++) {
        back[order.get(i)] = i;
      }
      return new Permute(List.of(back));
    }
  }

  /// Stretched to a wider shape by broadcasting.
  record Expand(Shape to) implements View {
    @Override
    public Layout of(Layout x) {
      return x.expand(to);
    }
  }

  /// Every `step`-th index of an axis from `start` to before `end`.
  record Slice(int axis, long start, long end, long step) implements View {
    @Override
    public Layout of(Layout x) {
      return x.slice(axis, start, end, step);
    }
  }

  /// The axes of a set run backwards.
  record Flip(Axes axes) implements View {
    @Override
    public Layout of(Layout x) {
      return x.flip(axes);
    }
  }

  /// Sliding windows along an axis as a new last axis ([Layout#unfold]).
  record Unfold(int axis, long window, long step, long dilation) implements View {
    @Override
    public Layout of(Layout x) {
      return x.unfold(axis, window, step, dilation);
    }
  }
}
