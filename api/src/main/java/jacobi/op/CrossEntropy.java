package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// The mean over rows of `ln Σⱼ e^(xⱼ) − x[label]`: softmax and negative log-likelihood in one.
///
/// | x | labels | loss | log-sum-exp, for the backward |
/// | --- | --- | --- | --- |
/// | […, classes] | […] of I64 or I32 | [] | […] |
///
/// A label outside `0 … classes − 1` is an error. The mean over no rows is NaN.
public record CrossEntropy() implements Composite {
  @Override
  public String name() {
    return "CROSS_ENTROPY";
  }

  @Override
  public int arity() {
    return 2;
  }

  @Override
  public Algebra algebra() {
    return Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec x = in.get(0);
    rows(this, x, in.get(1));
    return List.of(x.of(Shape.SCALAR), x.of(x.shape().without(-1)));
  }

  static void rows(Op op, Spec x, Spec labels) {
    Check.isFloat(op, x.dtype());
    Check.isIndex(op, labels.dtype());
    Check.shape(
        x.shape().rank() >= 1
            && x.shape().size(-1) > 0
            && x.shape().without(-1).equals(labels.shape()),
        "%s of %s wants one label a row, got %s",
        op.name(),
        x.shape(),
        labels.shape());
  }
}
