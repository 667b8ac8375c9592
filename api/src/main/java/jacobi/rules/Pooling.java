package jacobi.rules;

import jacobi.op.AvgPool2d;
import jacobi.op.AvgPool2dBackward;
import jacobi.op.Conv2d;
import jacobi.op.Conv2dBackwardInput;
import jacobi.op.MaxPool2d;
import jacobi.op.MaxPool2dBackward;
import jacobi.op.Sliding;
import jacobi.tensor.Engine.Piece;
import jacobi.tensor.Functions;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.List;

/// Pooling by windows.
final class Pooling {
  private Pooling() {}

  /// The value and the index of each window's winner.
  static Tensor[] max(MaxPool2d op, Tensor x) {
    Tensor windows =
        padded(op, x)
            .unfold(2, op.height(), op.rows().stride(), op.rows().dilation())
            .unfold(3, op.width(), op.columns().stride(), op.columns().dilation())
            .flatten(4);
    Tensor winner = windows.argmax(-1);
    Tensor y = windows.gather(-1, winner.unsqueeze(-1)).squeeze(-1);
    Tensor lost = y.le(Double.NEGATIVE_INFINITY);
    Tensor row = coordinate(winner.div(op.width()), lost, 2, op.rows());
    Tensor column = coordinate(winner.rem(op.width()), lost, 3, op.columns());
    return new Tensor[] {y, row.mul(x.size(3)).add(column).cast(DType.I32)};
  }

  static Tensor maxBackward(MaxPool2dBackward op, Tensor g, Tensor index) {
    var plane = g.shape().with(2, op.height()).with(3, op.width());
    Tensor zeros = Functions.full(g, g.spec().of(plane), 0);
    return zeros.flatten(2).scatterAdd(2, index.flatten(2), g.flatten(2)).reshape(plane);
  }

  /// `Y = conv(X, 1) / m`, plane by plane.
  static Tensor average(AvgPool2d op, Tensor x) {
    return sums(op, x).div(counts(op, x, x.size(2), x.size(3)));
  }

  /// `X̄ = convᵀ(Ḡ / m, 1)`, plane by plane.
  static Tensor averageBackward(AvgPool2dBackward op, Tensor g) {
    AvgPool2d pool = op.of();
    Tensor shares = plane(g.div(counts(pool, g, op.height(), op.width())));
    Conv2dBackwardInput adjoint = conv(pool).backwardInput(op.height(), op.width());
    return shares
        .engine()
        .apply(adjoint, shares, window(pool, g))
        .reshape(g.shape().with(2, op.height()).with(3, op.width()));
  }

  private static Tensor sums(AvgPool2d op, Tensor x) {
    Tensor y = x.engine().apply(conv(op), plane(x), window(op, x));
    return y.reshape(x.shape().with(2, y.size(2)).with(3, y.size(3)));
  }

  private static Conv2d conv(AvgPool2d op) {
    return new Conv2d(op.rows(), op.columns(), 1);
  }

  /// Each plane as an image of its own.
  private static Tensor plane(Tensor x) {
    return x.reshape(x.size(0) * x.size(1), 1, x.size(2), x.size(3));
  }

  private static Tensor window(AvgPool2d op, Tensor like) {
    return Functions.full(like, like.spec().of(Shape.of(1, 1, op.height(), op.width())), 1);
  }

  /// `m`: one number, or one for each position.
  private static Tensor counts(AvgPool2d op, Tensor like, long height, long width) {
    return op.countIncludePad()
        ? like.engine().constant(like.dtype(), op.height() * op.width())
        : sums(op, Functions.full(like, like.spec().of(Shape.of(1, 1, height, width)), 1));
  }

  private static Tensor padded(MaxPool2d op, Tensor x) {
    long rows = op.rows().padding();
    long columns = op.columns().padding();
    if (rows == 0 && columns == 0) {
      return x;
    }
    var wide = x.shape().with(2, x.size(2) + 2 * rows).with(3, x.size(3) + 2 * columns);
    Layout into =
        wide.layout().slice(2, rows, rows + x.size(2), 1).slice(3, columns, columns + x.size(3), 1);
    return x.engine()
        .assemble(x.spec().of(wide), Double.NEGATIVE_INFINITY, List.of(new Piece(x, into)));
  }

  /// Position `p` and place `k` in the window → `p·stride + k·dilation − padding`. Where no element
  /// is greater than the padding, the first that is not in it.
  private static Tensor coordinate(Tensor place, Tensor lost, int axis, Sliding sliding) {
    Tensor position = Functions.iota(place, DType.I64, place.size(axis)).mul(sliding.stride());
    Tensor start = (axis == 2 ? position.unsqueeze(-1) : position).sub(sliding.padding());
    Tensor first = start.lt(0).where(start.rem(sliding.dilation()), start);
    return lost.where(first, place.mul(sliding.dilation()).add(start));
  }
}
