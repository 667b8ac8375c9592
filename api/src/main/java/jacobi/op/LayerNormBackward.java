package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// The gradients of [LayerNorm], with `x̂ = (x − μ)·r` and `h = ḡ·gain`:
///
/// ```
/// x̄ = r·(h − mean(h) − x̂·mean(h·x̂)),  gain̅ = Σ ḡ·x̂,  bias̅ = Σ ḡ
/// ```
///
/// with means along a row and sums over the rows.
///
/// | g, x | gain | μ, r | x̄ | gain̅, bias̅ |
/// | --- | --- | --- | --- | --- |
/// | [rows…, row…] | [row…] | [rows…] | the same as x | [row…] |
public record LayerNormBackward() implements Composite {
  @Override
  public String name() {
    return "LAYER_NORM_BACKWARD";
  }

  @Override
  public int arity() {
    return 5;
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
    Shape rows = LayerNorm.rows(this, x.shape(), gain.shape());
    Check.same(this, rows, in.get(3).shape());
    Check.same(this, rows, in.get(4).shape());
    return List.of(x, gain, gain);
  }
}
