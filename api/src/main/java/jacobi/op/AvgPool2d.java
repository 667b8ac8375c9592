package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// The mean of each window, `y[n,c,i,j] = Σ_{k,l} x[n, c, i·s + k·d − p, j·s + l·d − p] / m(i,j)`,
/// zero outside.
///
/// | x | y |
/// | --- | --- |
/// | [N, C, H, W] | [N, C, OH, OW] |
///
/// @param height rows of the window
/// @param width columns of the window
/// @param rows how it slides down; no window lies in the padding alone
/// @param columns how it slides across
/// @param countIncludePad whether `m` is `height·width` everywhere, or only counts what lies inside
public record AvgPool2d(
    long height, long width, Sliding rows, Sliding columns, boolean countIncludePad)
    implements Composite {
  @Override
  public String name() {
    return "AVG_POOL2D";
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
    Spec x = in.getFirst();
    Check.isFloat(this, x.dtype());
    return List.of(x.of(output(x.shape())));
  }

  /// The shape of `y`, if every window meets the plane.
  Shape output(Shape x) {
    Check.shape(x.rank() == 4, "%s wants [N, C, H, W], got %s", name(), x);
    rows.meets(this, "rows", height, x.size(2));
    columns.meets(this, "columns", width, x.size(3));
    return x.with(2, rows.positions(x.size(2), height))
        .with(3, columns.positions(x.size(3), width));
  }

  /// The gradient, for planes of this height and width.
  public AvgPool2dBackward backward(long planeHeight, long planeWidth) {
    return new AvgPool2dBackward(this, planeHeight, planeWidth);
  }
}
