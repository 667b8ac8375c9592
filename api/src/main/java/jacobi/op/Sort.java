package jacobi.op;

import jacobi.type.DType;
import java.util.List;

/// Sorts an axis, stable: equal elements keep their order, NaN comes last, or first if descending.
///
/// | x | y | index of each element in x |
/// | --- | --- | --- |
/// | any | the same | I64 of the same shape |
public record Sort(int axis, boolean descending) implements Composite {
  @Override
  public String name() {
    return "SORT";
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
    x.shape().size(axis);
    return List.of(x, x.of(DType.I64));
  }
}
