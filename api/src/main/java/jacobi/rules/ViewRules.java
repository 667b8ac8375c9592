package jacobi.rules;

import jacobi.op.Pad;
import jacobi.op.View;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The gradients of views: each is undone on the cotangent.
final class ViewRules {
  private ViewRules() {}

  static Pullback of(View op, Tensor x) {
    Shape shape = x.shape();
    return switch (op) {
      case View.Reshape _ -> Pullback.of(g -> g.reshape(shape));
      case View.Permute permute -> Pullback.of(g -> g.engine().apply(permute.inverse(), g));
      case View.Expand(Shape to) -> Pullback.of(g -> g.sum(shape.stretchedTo(to)).reshape(shape));
      case View.Slice slice -> Pullback.of(g -> g.engine().apply(pad(slice, shape), g));
      case View.Flip flip -> Pullback.of(g -> g.engine().apply(flip, g));
      case View.Unfold(int axis, long _, long step, long dilation) ->
          Pullback.of(g -> g.fold(axis, shape.size(axis), step, dilation));
    };
  }

  /// The zeros that a slice of `shape` left out.
  private static Pad pad(View.Slice slice, Shape shape) {
    List<Long> low = new ArrayList<>(Collections.nCopies(shape.rank(), 0L));
    List<Long> high = new ArrayList<>(low);
    List<Long> between = new ArrayList<>(low);
    long size = shape.size(slice.axis());
    long taken = (slice.end() - slice.start() + slice.step() - 1) / slice.step();
    long reached = taken == 0 ? slice.start() : slice.start() + (taken - 1) * slice.step() + 1;
    low.set(slice.axis(), slice.start());
    high.set(slice.axis(), size - reached);
    between.set(slice.axis(), slice.step() - 1);
    return new Pad(low, high, between);
  }
}
