package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// Picks along an axis: `y[…, i, …] = x[…, index[…, i, …], …]`.
///
/// | x | index | y |
/// | --- | --- | --- |
/// | [A, L, B] | [A, I, B] of I64 or I32 | [A, I, B] |
///
/// An index outside `0 … L − 1` is an error.
public record Gather(int axis) implements Primitive {
  @Override
  public String name() {
    return "GATHER";
  }

  @Override
  public int arity() {
    return 2;
  }

  @Override
  public Algebra algebra() {
    return Algebra.LINEAR;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec x = in.get(0);
    Spec index = in.get(1);
    Check.isIndex(this, index.dtype());
    along(this, axis, x.shape(), index.shape());
    return List.of(x.of(index.shape()));
  }

  static void along(Op op, int axis, Shape x, Shape index) {
    Check.shape(
        x.rank() == index.rank()
            && axis >= 0
            && axis < x.rank()
            && x.without(axis).equals(index.without(axis)),
        "%s along axis %d: %s and index %s must agree on the other axes",
        op.name(),
        axis,
        x,
        index);
  }
}
