package jacobi.op;

import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;

/// The greatest element of each window; the first index of a tie, the first NaN before everything.
/// Padding never wins.
///
/// | x | y | index into the plane `H·W`, I32, for the backward |
/// | --- | --- | --- |
/// | [N, C, H, W] | [N, C, OH, OW] | [N, C, OH, OW] |
///
/// @param height rows of the window
/// @param width columns of the window
/// @param rows how it slides down; no window lies in the padding alone
/// @param columns how it slides across
public record MaxPool2d(long height, long width, Sliding rows, Sliding columns)
    implements Composite {
  @Override
  public String name() {
    return "MAX_POOL2D";
  }

  @Override
  public int arity() {
    return 1;
  }

  @Override
  public Algebra algebra() {
    return Algebra.PIECEWISE_LINEAR;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec x = in.getFirst();
    Check.isFloat(this, x.dtype());
    Shape shape = x.shape();
    Check.shape(shape.rank() == 4, "MAX_POOL2D wants [N, C, H, W], got %s", shape);
    rows.meets(this, "rows", height, shape.size(2));
    columns.meets(this, "columns", width, shape.size(3));
    Shape y =
        Shape.of(
            shape.size(0),
            shape.size(1),
            rows.positions(shape.size(2), height),
            columns.positions(shape.size(3), width));
    return List.of(x.of(y), new Spec(DType.I32, y));
  }
}
