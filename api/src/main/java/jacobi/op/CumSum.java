package jacobi.op;

import java.util.List;

/// The running sum along an axis: `yᵢ = x₀ + … + xᵢ`; integers wrap.
///
/// | x | y |
/// | --- | --- |
/// | any numbers | the same |
public record CumSum(int axis) implements Composite {
  @Override
  public String name() {
    return "CUM_SUM";
  }

  @Override
  public int arity() {
    return 1;
  }

  @Override
  public Algebra algebra() {
    return Algebra.LINEAR;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Check.isNumeric(this, in.getFirst().dtype());
    in.getFirst().shape().size(axis);
    return List.of(in.getFirst());
  }
}
