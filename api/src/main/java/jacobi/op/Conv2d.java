package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// The two-dimensional convolution (cross-correlation, as in every framework), in groups:
/// `y[n,o,i,j] = Σ_{c,k,l} w[o,c,k,l] · x[n, c, i·s + k·d − p, j·s + l·d − p]`, zero outside.
///
/// | x | w | y |
/// | --- | --- | --- |
/// | [N, C, H, W] | [O, C/groups, KH, KW] | [N, O, OH, OW] |
public record Conv2d(Sliding rows, Sliding columns, int groups) implements Composite {
  /// Refuses what has no groups.
  public Conv2d {
    Check.shape(groups >= 1, "CONV2D wants at least one group, got %d", groups);
  }

  @Override
  public String name() {
    return "CONV2D";
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
    Shape x = in.get(0).shape();
    Shape w = in.get(1).shape();
    Check.shape(
        x.rank() == 4 && w.rank() == 4,
        "CONV2D wants x [N, C, H, W] and w [O, C/groups, KH, KW], got %s and %s",
        x,
        w);
    return List.of(in.getFirst().of(output(x, w)));
  }

  /// The shape of `y`, if the channels of `x` and `w` fit.
  Shape output(Shape x, Shape w) {
    Check.shape(
        x.size(1) == w.size(1) * groups && w.size(0) % groups == 0,
        "CONV2D of %s and w %s in %d groups: channels %d ≠ %d·%d, or %d outputs do not divide",
        x,
        w,
        groups,
        x.size(1),
        w.size(1),
        groups,
        w.size(0));
    return Shape.of(
        x.size(0),
        w.size(0),
        rows.positions(x.size(2), w.size(2)),
        columns.positions(x.size(3), w.size(3)));
  }

  /// The gradient in `x`, for inputs of this height and width.
  public Conv2dBackwardInput backwardInput(long height, long width) {
    return new Conv2dBackwardInput(this, height, width);
  }

  /// The gradient in `w`, for kernels of this height and width.
  public Conv2dBackwardWeight backwardWeight(long height, long width) {
    return new Conv2dBackwardWeight(this, height, width);
  }
}
