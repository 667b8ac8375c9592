package jacobi.op;

import java.util.List;

/// `x ≤ 0 ? α·(eˣ − 1) : x`; Clevert et al., 2015.
public record Elu(double alpha) implements Composite {
  @Override
  public String name() {
    return "ELU";
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
    Check.isFloat(this, in.getFirst().dtype());
    return List.of(in.getFirst());
  }
}
