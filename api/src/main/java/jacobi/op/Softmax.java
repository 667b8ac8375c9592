package jacobi.op;

import java.util.List;

/// `yᵢ = e^(xᵢ − max x) / Σⱼ e^(xⱼ − max x)` along an axis.
public record Softmax(int axis) implements Composite {
  @Override
  public String name() {
    return "SOFTMAX";
  }

  @Override
  public int arity() {
    return 1;
  }

  @Override
  public Algebra algebra() {
    return Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec x = in.getFirst();
    along(this, axis, x);
    return List.of(x);
  }

  static void along(Op op, int axis, Spec x) {
    Check.isFloat(op, x.dtype());
    Check.shape(
        x.shape().size(axis) > 0, "%s over axis %d of %s: it is empty", op.name(), axis, x.shape());
  }
}
