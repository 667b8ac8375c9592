package jacobi.op;

import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;

/// `condition ? a : b`, element by element; the three broadcast against each other.
public enum Where implements Primitive {
  /// The one member.
  WHERE;

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
    DType condition = in.get(0).dtype();
    Check.dtype(condition == DType.BOOL, "WHERE wants a condition of BOOL, got %s", condition);
    DType dtype = Spec.common("WHERE", in.subList(1, 3));
    Shape branches = Check.broadcast(this, in.get(1).shape(), in.get(2).shape());
    return List.of(new Spec(dtype, Check.broadcast(this, in.get(0).shape(), branches)));
  }
}
