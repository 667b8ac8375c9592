package jacobi.op;

import java.util.List;

/// One step of Lion with decoupled weight decay: `p′ = p − η·(sign(β₁·m + (1 − β₁)·g) + λ·p)`, `m′
/// = β₂·m + (1 − β₂)·g`. A moment below [SgdStep#TINY] in size becomes 0.
///
/// | p, g, m | [4]: η, β₁, β₂, λ | p′, m′ |
/// | --- | --- | --- |
/// | any, the same | the same type | the same |
///
/// Source: Chen et al., *Symbolic discovery of optimization algorithms*, 2023.
public record LionStep() implements Composite {
  @Override
  public String name() {
    return "LION_STEP";
  }

  @Override
  public int arity() {
    return 4;
  }

  @Override
  public Algebra algebra() {
    return Algebra.DISCONTINUOUS;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    SgdStep.step(this, in, 4);
    return List.of(in.get(0), in.get(2));
  }
}
