package jacobi.op;

import jacobi.type.DType;
import java.util.List;

/// The `k` greatest, or least, elements of an axis, the best first; the first index of a tie. NaN
/// counts as greater than everything.
///
/// | x | y | index of each element in x |
/// | --- | --- | --- |
/// | [A, L, B] | [A, k, B] | I64 [A, k, B] |
public record TopK(long k, int axis, boolean largest) implements Composite {
  @Override
  public String name() {
    return "TOP_K";
  }

  @Override
  public int arity() {
    return 1;
  }

  @Override
  public Algebra algebra() {
    return Algebra.PIECEWISE_LINEAR;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec x = in.getFirst();
    long size = x.shape().size(axis);
    Check.shape(k >= 0 && k <= size, "TOP_K of %s: axis %d has no %d elements", x.shape(), axis, k);
    Spec y = x.of(x.shape().with(axis, k));
    return List.of(y, y.of(DType.I64));
  }
}
