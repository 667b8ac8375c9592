package jacobi.op;

import java.util.List;

/// One step of stochastic gradient descent with Nesterov's momentum and weight decay: `g′ = g +
/// λ·p`, `v′ = μ·v + g′`, `p′ = p − η·(g′ + μ·v′)`. A velocity below [SgdStep#TINY] in size becomes
/// 0.
///
/// | p, g, v | [3]: η, μ, λ | p′, v′ |
/// | --- | --- | --- |
/// | any, the same | the same type | the same |
///
/// Source: Sutskever et al., *On the importance of initialization and momentum*, 2013, in the form
/// of PyTorch's SGD.
public record NesterovStep() implements Composite {
  @Override
  public String name() {
    return "NESTEROV_STEP";
  }

  @Override
  public int arity() {
    return 4;
  }

  @Override
  public Algebra algebra() {
    return Algebra.MULTI_AFFINE;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    SgdStep.step(this, in, 3);
    return List.of(in.get(0), in.get(2));
  }
}
