package jacobi.op;

import java.util.List;

/// The gradient of [CrossEntropy]'s loss: `x̄ = ḡ/rows · (e^(x − lse) − onehot(labels))`.
///
/// | g | x | labels | log-sum-exp | x̄ |
/// | --- | --- | --- | --- | --- |
/// | [] | […, classes] | […] | […] | […, classes] |
public record CrossEntropyBackward() implements Composite {
  @Override
  public String name() {
    return "CROSS_ENTROPY_BACKWARD";
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
    Spec x = in.get(1);
    Spec.common(name(), List.of(in.get(0), x, in.get(3)));
    CrossEntropy.rows(this, x, in.get(2));
    Check.shape(in.get(0).shape().rank() == 0, "%s wants a scalar g", name());
    Check.same(this, in.get(2).shape(), in.get(3).shape());
    return List.of(x);
  }
}
