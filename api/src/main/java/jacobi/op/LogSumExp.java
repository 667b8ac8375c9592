package jacobi.op;

import jacobi.type.Axes;
import java.util.List;

/// `y = ln Σ eˣ` over the given axes, which are gone from the result; where all are −∞ it is −∞,
/// and its gradient there is 0.
///
/// The greatest element is taken out first, so that no exponential overflows.
///
/// | x | y |
/// | --- | --- |
/// | any, no folded axis empty | without the axes |
///
/// @param axes what is folded
public record LogSumExp(Axes axes) implements Composite {
  @Override
  public String name() {
    return "LOG_SUM_EXP";
  }

  @Override
  public int arity() {
    return 1;
  }

  @Override
  public Algebra algebra() {
    return Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec x = in.getFirst();
    Check.isFloat(this, x.dtype());
    Check.shape(
        axes.mask() >>> x.shape().rank() == 0 && axes.elements(x.shape()) > 0,
        "%s over %s of %s: the axis is empty, or there is none",
        name(),
        axes,
        x.shape());
    return List.of(x.of(x.shape().without(axes)));
  }
}
