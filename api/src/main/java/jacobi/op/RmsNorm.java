package jacobi.op;

import java.util.List;

/// Each row scaled to a mean square of 1, then `gain`: `y = x·r·gain`, `r = 1/√(mean(x²) + ε)`.
///
/// A row is what lies along the axes that `gain` has, the last ones of `x`.
///
/// | x | gain | y | r, for the backward |
/// | --- | --- | --- | --- |
/// | [rows…, row…] | [row…] | the same as x | [rows…] |
///
/// Source: Zhang and Sennrich, *Root mean square layer normalization*, 2019.
///
/// @param eps `ε`, at least 0
public record RmsNorm(double eps) implements Composite {
  /// Refuses what cannot keep a root away from 0.
  public RmsNorm {
    LayerNorm.eps("RMS_NORM", eps);
  }

  @Override
  public String name() {
    return "RMS_NORM";
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
    Spec x = in.get(0);
    Check.isFloat(this, Spec.common(name(), in));
    return List.of(x, x.of(LayerNorm.rows(this, x.shape(), in.get(1).shape())));
  }
}
