package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// The gradients of [GroupNorm], with `x̂ = (x − μ)·r` and `h = ḡ·gain`:
///
/// ```
/// x̄ = r·(h − mean(h) − x̂·mean(h·x̂)),  gain̅ = Σ ḡ·x̂,  bias̅ = Σ ḡ
/// ```
///
/// with means over a group and sums over all axes but that of the channels.
///
/// | g, x | gain | μ, r | x̄ | gain̅, bias̅ |
/// | --- | --- | --- | --- | --- |
/// | [N, C, …] | `[C]` | [N, groups] | the same as x | `[C]` |
public record GroupNormBackward(int groups) implements Composite {
  @Override
  public String name() {
    return "GROUP_NORM_BACKWARD";
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
    BatchNorm.channels(this, x.shape(), List.of(gain));
    Shape statistics = GroupNorm.statistics(this, x.shape(), groups);
    Check.same(this, statistics, in.get(3).shape());
    Check.same(this, statistics, in.get(4).shape());
    return List.of(x, gain, gain);
  }
}
