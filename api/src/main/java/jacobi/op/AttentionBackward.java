package jacobi.op;

import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// The gradient of [Attention]. With the weights `P = e^(scores − lse)` and dropout `D` on them
///
/// ```
/// V̄ = D(P)ᵀ·Ḡ,  S̄ = P·(D(Ḡ·Vᵀ) − δ),  Q̄ = scale·S̄·K,  K̄ = scale·S̄ᵀ·Q,  mask̄ = Σ S̄
/// ```
///
/// where `δ` is the sum of `Ḡ·Y` over a row, less the cotangent of the log-sum-exp.
///
/// | Ḡ | δ | lse | Q, K, V, … | Q̄, K̄, V̄, and of a mask of floats mask̄ |
/// | --- | --- | --- | --- | --- |
/// | […, T, D] | […, T] | […, T] | as [Attention] | as these |
///
/// Source: Dao et al., *FlashAttention*, 2022, appendix B.
///
/// @param of what this is the gradient of
public record AttentionBackward(Attention of) implements Composite {
  @Override
  public String name() {
    return "ATTENTION_BACKWARD";
  }

  @Override
  public int arity() {
    return 3 + of.arity();
  }

  @Override
  public Algebra algebra() {
    return Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    List<Spec> forward = in.subList(3, in.size());
    of.check(this, forward);
    List<Spec> floats = new ArrayList<>(in.subList(0, 3));
    floats.add(forward.getFirst());
    Spec.common(name(), floats);
    Shape q = forward.getFirst().shape();
    Check.same(this, in.get(0).shape(), q.with(-1, forward.get(2).shape().size(-1)));
    Check.same(this, in.get(1).shape(), q.without(-1));
    Check.same(this, in.get(2).shape(), q.without(-1));
    return of.differentiable(forward);
  }
}
