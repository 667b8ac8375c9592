package jacobi.op;

import java.util.List;

/// The gradients of [RmsNorm], with `x̂ = x·r` and `h = ḡ·gain`: `x̄ = r·(h − x̂·mean(h·x̂))` with
/// the mean along a row, `gain̅ = Σ ḡ·x̂` over the rows.
///
/// | g, x | gain | r | x̄ | gain̅ |
/// | --- | --- | --- | --- | --- |
/// | [rows…, row…] | [row…] | [rows…] | the same as x | [row…] |
public record RmsNormBackward() implements Composite {
  @Override
  public String name() {
    return "RMS_NORM_BACKWARD";
  }

  @Override
  public int arity() {
    return 4;
  }

  @Override
  public Algebra algebra() {
    return Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Check.isFloat(this, Spec.common(name(), in));
    Spec x = in.get(1);
    Spec gain = in.get(2);
    Check.same(this, in.get(0).shape(), x.shape());
    Check.same(this, LayerNorm.rows(this, x.shape(), gain.shape()), in.get(3).shape());
    return List.of(x, gain);
  }
}
