package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// The gradient of [Conv2d] in its weights, linear in both operands.
///
/// | g | x | w̄ |
/// | --- | --- | --- |
/// | [N, O, OH, OW] | [N, C, H, W] | [O, C/groups, height, width] |
public record Conv2dBackwardWeight(Conv2d of, long height, long width) implements Composite {
  @Override
  public String name() {
    return "CONV2D_BACKWARD_WEIGHT";
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
    Shape x = in.get(1).shape();
    Check.shape(g.rank() == 4 && x.rank() == 4, "%s of %s and %s", name(), g, x);
    Shape w = Shape.of(g.size(1), x.size(1) / of.groups(), height, width);
    Check.same(this, g, of.output(x, w));
    return List.of(in.getFirst().of(w));
  }
}
