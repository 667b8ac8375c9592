package jacobi.op;

import java.util.List;

/// `yᵢ = xᵢ − max x − ln Σⱼ e^(xⱼ − max x)` along an axis.
public record LogSoftmax(int axis) implements Composite {
  @Override
  public String name() {
    return "LOG_SOFTMAX";
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
    Softmax.along(this, axis, x);
    return List.of(x);
  }
}
