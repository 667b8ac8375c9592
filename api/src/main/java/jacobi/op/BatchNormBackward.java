package jacobi.op;

import java.util.List;

/// The gradients of [BatchNormTraining], with `x̂ = (x − μ)·r` and `n` values a channel:
///
/// ```
/// gain̅ = Σ ḡ·x̂,  bias̅ = Σ ḡ,  x̄ = gain·r·(ḡ − bias̅/n − x̂·gain̅/n)
/// ```
///
/// with sums over all axes but that of the channels.
///
/// | g, x | gain, μ, r | x̄ | gain̅, bias̅ |
/// | --- | --- | --- | --- |
/// | [N, C, …] | `[C]` | the same as x | `[C]` |
public record BatchNormBackward() implements Composite {
  @Override
  public String name() {
    return "BATCH_NORM_BACKWARD";
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
    Check.same(this, in.get(0).shape(), x.shape());
    BatchNorm.channels(this, x.shape(), in.subList(2, 5));
    return List.of(x, in.get(2), in.get(2));
  }
}
