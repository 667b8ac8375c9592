package jacobi.op;

import java.util.List;

/// The gradient of [LogSoftmax] from the cotangent and the result: `x̄ = ḡ − eʸ·Σ ḡ`.
public record LogSoftmaxBackward(int axis) implements Composite {
  @Override
  public String name() {
    return "LOG_SOFTMAX_BACKWARD";
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
    Spec.common(name(), in);
    Check.same(this, in.get(0).shape(), in.get(1).shape());
    Softmax.along(this, axis, in.getFirst());
    return List.of(in.getFirst());
  }
}
