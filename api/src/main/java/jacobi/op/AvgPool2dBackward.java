package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// The gradient of [AvgPool2d]: each cotangent is shared out evenly among its window.
///
/// | g | x̄ |
/// | --- | --- |
/// | [N, C, OH, OW] | [N, C, height, width] |
public record AvgPool2dBackward(AvgPool2d of, long height, long width) implements Composite {
  @Override
  public String name() {
    return "AVG_POOL2D_BACKWARD";
  }

  @Override
  public int arity() {
    return 1;
  }

  @Override
  public Algebra algebra() {
    return Algebra.LINEAR;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec g = in.getFirst();
    Check.isFloat(this, g.dtype());
    Check.shape(g.shape().rank() == 4, "%s wants [N, C, OH, OW], got %s", name(), g.shape());
    Shape x = g.shape().with(2, height).with(3, width);
    Check.same(this, g.shape(), of.output(x));
    return List.of(g.of(x));
  }
}
