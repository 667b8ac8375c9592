package jacobi.op;

import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.List;

/// Overlap-add, the adjoint of [View.Unfold]: the last axis holds windows of axis `axis`, and `y[…,
/// p·step + k·dilation, …] += x[…, p, …, k]` into an axis of size `size`.
///
/// | x | y |
/// | --- | --- |
/// | [A, P, B, K] | [A, size, B] |
public record Fold(int axis, long size, long step, long dilation) implements Primitive {
  @Override
  public String name() {
    return "FOLD";
  }

  @Override
  public int arity() {
    return 1;
  }

  @Override
  public Algebra algebra() {
    return Algebra.LINEAR;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec x = in.getFirst();
    Check.isNumeric(this, x.dtype());
    Shape shape = x.shape();
    Check.shape(
        shape.rank() >= 2 && axis >= 0 && axis < shape.rank() - 1,
        "FOLD of axis %d wants windows in a later last axis, got %s",
        axis,
        shape);
    long positions = Layout.positions(size, shape.size(-1), step, dilation);
    Check.shape(
        shape.size(axis) == positions,
        "FOLD of %s into %d wants %d positions, got %d",
        shape,
        size,
        positions,
        shape.size(axis));
    return List.of(x.of(shape.without(-1).with(axis, size)));
  }
}
