package jacobi.op;

import jacobi.type.DType;
import java.util.List;

/// The gradient of [MaxPool2d]: each cotangent goes to the element that won.
///
/// | g | index, I32 | x̄ |
/// | --- | --- | --- |
/// | [N, C, OH, OW] | [N, C, OH, OW] | [N, C, height, width] |
public record MaxPool2dBackward(long height, long width) implements Composite {
  @Override
  public String name() {
    return "MAX_POOL2D_BACKWARD";
  }

  @Override
  public int arity() {
    return 2;
  }

  @Override
  public Algebra algebra() {
    return Algebra.LINEAR;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec g = in.get(0);
    Check.isFloat(this, g.dtype());
    Check.dtype(in.get(1).dtype() == DType.I32, "%s wants an index of I32", name());
    Check.same(this, g.shape(), in.get(1).shape());
    Check.shape(g.shape().rank() == 4, "%s wants [N, C, OH, OW], got %s", name(), g.shape());
    return List.of(g.of(g.shape().with(2, height).with(3, width)));
  }
}
