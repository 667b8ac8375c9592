package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// One step of stochastic gradient descent with momentum and weight decay: `v′ = μ·v + (g + λ·p)`,
/// `p′ = p − η·v′`. A velocity below [#TINY] in size becomes 0, for denormal numbers are slow.
///
/// | p | g | v | [3]: η, μ, λ | p′ | v′ |
/// | --- | --- | --- | --- | --- | --- |
/// | any | the same | the same | the same type | the same | the same |
///
/// Source: Sutskever et al., *On the importance of initialization and momentum*, 2013, in the form
/// of PyTorch's SGD without dampening.
public record SgdStep() implements Composite {
  /// `2^−100`, below which a moment counts as 0.
  public static final double TINY = 0x1p-100;

  @Override
  public String name() {
    return "SGD_STEP";
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
    step(this, in, 3);
    return List.of(in.get(0), in.get(2));
  }

  static void step(Op op, List<Spec> in, int numbers) {
    Check.isFloat(op, Spec.common(op.name(), in));
    for (Spec moment : in.subList(1, in.size() - 1)) {
      Check.same(op, in.getFirst().shape(), moment.shape());
    }
    Shape last = in.getLast().shape();
    Check.shape(
        last.equals(Shape.of(numbers)), "%s wants [%d] numbers, got %s", op.name(), numbers, last);
  }
}
