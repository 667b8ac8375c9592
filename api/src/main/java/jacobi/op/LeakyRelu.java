package jacobi.op;

import java.util.List;

/// `x ≤ 0 ? slope·x : x`; gradient `slope` at 0.
public record LeakyRelu(double slope) implements Composite {
  @Override
  public String name() {
    return "LEAKY_RELU";
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
    Check.isFloat(this, in.getFirst().dtype());
    return List.of(in.getFirst());
  }
}
