package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// The gradient of [Conv2d] in its input, linear in both operands.
///
/// | g | w | x̄ |
/// | --- | --- | --- |
/// | [N, O, OH, OW] | [O, C/groups, KH, KW] | [N, C, height, width] |
public record Conv2dBackwardInput(Conv2d of, long height, long width) implements Composite {
  @Override
  public String name() {
    return "CONV2D_BACKWARD_INPUT";
  }

  @Override
  public int arity() {
    return 2;
  }

  @Override
  public Algebra algebra() {
    return Algebra.MULTI_AFFINE;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Check.isFloat(this, Spec.common(name(), in));
    Shape g = in.get(0).shape();
    Shape w = in.get(1).shape();
    Check.shape(g.rank() == 4 && w.rank() == 4, "%s of %s and %s", name(), g, w);
    Shape x = Shape.of(g.size(0), w.size(1) * of.groups(), height, width);
    Check.same(this, g, of.output(x, w));
    return List.of(in.getFirst().of(x));
  }
}
