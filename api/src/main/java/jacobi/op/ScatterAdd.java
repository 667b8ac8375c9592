package jacobi.op;

import java.util.List;

/// Adds along an axis: `y = x`, then `y[…, index[…, i, …], …] += u[…, i, …]` in the row-major order
/// of the index. The adjoint of [Gather].
///
/// | x | index | u | y |
/// | --- | --- | --- | --- |
/// | [A, L, B] | [A, I, B] of I64 or I32 | [A, I, B] | [A, L, B] |
///
/// An index outside `0 … L − 1` is an error.
public record ScatterAdd(int axis) implements Primitive {
  @Override
  public String name() {
    return "SCATTER_ADD";
  }

  @Override
  public int arity() {
    return 3;
  }

  @Override
  public Algebra algebra() {
    return Algebra.LINEAR;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec x = in.get(0);
    Check.isNumeric(this, Spec.common("SCATTER_ADD", List.of(x, in.get(2))));
    Check.isIndex(this, in.get(1).dtype());
    Gather.along(this, axis, x.shape(), in.get(1).shape());
    Check.same(this, in.get(1).shape(), in.get(2).shape());
    return List.of(x);
  }
}
