package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// `mean((a − b)²)` over all elements; NaN over none.
///
/// | a | b | loss |
/// | --- | --- | --- |
/// | any | the same | [] |
public record MeanSquaredError() implements Composite {
  @Override
  public String name() {
    return "MEAN_SQUARED_ERROR";
  }

  @Override
  public int arity() {
    return 2;
  }

  @Override
  public Algebra algebra() {
    return Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Check.isFloat(this, Spec.common(name(), in));
    Check.same(this, in.get(0).shape(), in.get(1).shape());
    return List.of(in.getFirst().of(Shape.SCALAR));
  }
}
