package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// Each channel moved and scaled by statistics kept from training, then `gain` and `bias`: `y = (x
/// − mean)/√(variance + ε)·gain + bias`.
///
/// | x | gain, bias, mean, variance | y |
/// | --- | --- | --- |
/// | [N, C, …] | `[C]` | the same as x |
///
/// Source: Ioffe and Szegedy, *Batch normalization*, 2015.
///
/// @param eps `ε`, at least 0
public record BatchNorm(double eps) implements Composite {
  /// Refuses what cannot keep a root away from 0.
  public BatchNorm {
    LayerNorm.eps("BATCH_NORM", eps);
  }

  @Override
  public String name() {
    return "BATCH_NORM";
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
    channels(this, in.get(0).shape(), in.subList(1, 5));
    return List.of(in.get(0));
  }

  /// Throws unless each spec has one number a channel.
  static void channels(Op op, Shape x, List<Spec> each) {
    for (Spec one : each) {
      Check.shape(
          x.rank() >= 2 && one.shape().equals(Shape.of(x.size(1))),
          "%s of %s wants x [N, C, …] and one number a channel, got %s",
          op.name(),
          x,
          one.shape());
    }
  }
}
