package jacobi.op;

import java.util.List;

/// One step of RMSprop with momentum and weight decay:
///
/// ```
/// g′ = g + λ·p
/// v′ = α·v + (1 − α)·g′²
/// b′ = μ·b + g′ / (√v′ + ε)
/// p′ = p − η·b′
/// ```
///
/// Moments below [SgdStep#TINY] in size become 0.
///
/// | p, g, v, b | [5]: η, α, ε, λ, μ | p′, v′, b′ |
/// | --- | --- | --- |
/// | any, the same | the same type | the same |
///
/// Source: Hinton, *Neural networks for machine learning*, lecture 6e, 2012, in the form of
/// PyTorch's RMSprop.
public record RmsPropStep() implements Composite {
  @Override
  public String name() {
    return "RMSPROP_STEP";
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
    SgdStep.step(this, in, 5);
    return List.of(in.get(0), in.get(2), in.get(3));
  }
}
