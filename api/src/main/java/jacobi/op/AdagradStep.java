package jacobi.op;

import java.util.List;

/// One step of Adagrad with weight decay: `g′ = g + λ·p`, `s′ = s + g′²`, `p′ = p − η·g′ / (√s′ +
/// ε)`. A sum below [SgdStep#TINY] becomes 0.
///
/// | p, g, s | [3]: η, ε, λ | p′, s′ |
/// | --- | --- | --- |
/// | any, the same | the same type | the same |
///
/// Source: Duchi et al., *Adaptive subgradient methods for online learning and stochastic
/// optimization*, JMLR 2011.
public record AdagradStep() implements Composite {
  @Override
  public String name() {
    return "ADAGRAD_STEP";
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
    SgdStep.step(this, in, 3);
    return List.of(in.get(0), in.get(2));
  }
}
