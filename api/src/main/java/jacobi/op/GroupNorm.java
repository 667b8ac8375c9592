package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// The channels in groups, each group of each sample moved and scaled to mean 0 and variance 1,
/// then `gain` and `bias` channel by channel:
///
/// ```
/// y = (x − μ)·r·gain + bias,  μ = mean(x),  r = 1/√(mean((x − μ)²) + ε)
/// ```
///
/// With as many groups as channels it is instance norm.
///
/// | x | gain, bias | y | μ, r, for the backward |
/// | --- | --- | --- | --- |
/// | [N, C, …] | `[C]` | the same as x | [N, groups] |
///
/// Source: Wu and He, *Group normalization*, 2018; Ulyanov, Vedaldi and Lempitsky, *Instance
/// normalization*, 2016.
///
/// @param groups how many; the channels divide by it
/// @param eps `ε`, at least 0
public record GroupNorm(int groups, double eps) implements Composite {
  /// Refuses what cannot keep a root away from 0.
  public GroupNorm {
    LayerNorm.eps("GROUP_NORM", eps);
  }

  @Override
  public String name() {
    return "GROUP_NORM";
  }

  @Override
  public int arity() {
    return 3;
  }

  @Override
  public Algebra algebra() {
    return Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec x = in.get(0);
    Check.isFloat(this, Spec.common(name(), in));
    BatchNorm.channels(this, x.shape(), in.subList(1, 3));
    Spec statistic = x.of(statistics(this, x.shape(), groups));
    return List.of(x, statistic, statistic);
  }

  /// The shape of one number a group, if the channels divide.
  static Shape statistics(Op op, Shape x, int groups) {
    Check.shape(
        groups >= 1 && x.size(1) % groups == 0 && x.with(0, 1).elements() > 0,
        "%s of %s in %d groups: the channels do not divide, or a group is empty",
        op.name(),
        x,
        groups);
    return Shape.of(x.size(0), groups);
  }
}
