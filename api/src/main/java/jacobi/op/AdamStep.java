package jacobi.op;

import java.util.List;

/// One step of Adam, or of AdamW where the weight decay is `decoupled` from the gradient:
///
/// ```
/// g′ = decoupled ? g : g + λ·p
/// m′ = β₁·m + (1 − β₁)·g′
/// v′ = β₂·v + (1 − β₂)·g′²
/// p′ = (decoupled ? p − η·λ·p : p) − η·(m′/c₁) / (√(v′/c₂) + ε)
/// ```
///
/// with the bias corrections `c = 1 − βᵗ` of step `t`. Moments below [SgdStep#TINY] in size become
/// 0.
///
/// | p, g, m, v | [7]: η, β₁, β₂, ε, λ, c₁, c₂ | p′, m′, v′ |
/// | --- | --- | --- |
/// | any, the same | the same type | the same |
///
/// Source: Kingma and Ba, *Adam*, 2015; Loshchilov and Hutter, *Decoupled weight decay
/// regularization*, 2019.
public record AdamStep(boolean decoupled) implements Composite {
  @Override
  public String name() {
    return decoupled ? "ADAMW_STEP" : "ADAM_STEP";
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
    SgdStep.step(this, in, 7);
    return List.of(in.get(0), in.get(2), in.get(3));
  }
}
