package jacobi.op;

import java.util.List;

/// The running product along an axis: `yᵢ = x₀ · … · xᵢ`; integers wrap. The gradient divides by
/// nothing, so it is right beside zeros.
///
/// | x | y |
/// | --- | --- |
/// | any numbers | the same |
public record CumProd(int axis) implements Composite {
  @Override
  public String name() {
    return "CUM_PROD";
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
    Check.isNumeric(this, in.getFirst().dtype());
    in.getFirst().shape().size(axis);
    return List.of(in.getFirst());
  }
}
