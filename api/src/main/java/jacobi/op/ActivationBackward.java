package jacobi.op;

import java.util.List;

/// The gradient of an [Activation]: `x̄ = ḡ·f′`, from the cotangent and what the function
/// [saves][Activation#saves].
///
/// | g | x or y | x̄ |
/// | --- | --- | --- |
/// | any | the same | the same |
public record ActivationBackward(Activation of) implements Composite {
  @Override
  public String name() {
    return of.name() + "_BACKWARD";
  }

  @Override
  public int arity() {
    return 2;
  }

  @Override
  public Algebra algebra() {
    return of == Activation.RELU ? Algebra.PIECEWISE_LINEAR : Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Check.isFloat(this, Spec.common(name(), in));
    Check.same(this, in.get(0).shape(), in.get(1).shape());
    return List.of(in.getFirst());
  }
}
