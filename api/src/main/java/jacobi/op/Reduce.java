package jacobi.op;

import jacobi.type.Axes;
import jacobi.type.DType;
import java.util.List;

/// Folds the given axes away; they are gone from the result.
///
/// The sum over nothing is 0; the maximum of nothing does not exist, so an empty axis is an error
/// for MAX and MIN. NaN propagates. Ties of MAX and MIN share the gradient evenly. On [DType#BOOL],
/// MAX is "any" and MIN is "all".
public record Reduce(Kind kind, Axes axes) implements Primitive {

  /// What is folded.
  public enum Kind {
    /// `Σ x`; integers wrap.
    SUM,
    /// The greatest element.
    MAX,
    /// The least element.
    MIN
  }

  @Override
  public String name() {
    return "REDUCE_" + kind;
  }

  @Override
  public int arity() {
    return 1;
  }

  @Override
  public Algebra algebra() {
    return kind == Kind.SUM ? Algebra.LINEAR : Algebra.PIECEWISE_LINEAR;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec x = in.getFirst();
    Check.shape(axes.mask() >>> x.shape().rank() == 0, "%s over %s of %s", name(), axes, x.shape());
    if (kind == Kind.SUM) {
      Check.isNumeric(this, x.dtype());
    } else {
      Check.shape(
          axes.elements(x.shape()) > 0,
          "%s over %s of %s: the axis is empty",
          name(),
          axes,
          x.shape());
    }
    return List.of(x.of(x.shape().without(axes)));
  }
}
