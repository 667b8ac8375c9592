package jacobi.op;

import jacobi.type.Axes;
import java.util.List;

/// The product over the given axes, which are gone from the result; 1 over nothing, and integers
/// wrap. The gradient divides by nothing, so it is right beside zeros.
///
/// | x | y |
/// | --- | --- |
/// | any numbers | x without the axes |
public record Prod(Axes axes) implements Composite {
  @Override
  public String name() {
    return "PROD";
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
    Check.isNumeric(this, x.dtype());
    Check.shape(axes.mask() >>> x.shape().rank() == 0, "PROD over %s of %s", axes, x.shape());
    return List.of(x.of(x.shape().without(axes)));
  }
}
