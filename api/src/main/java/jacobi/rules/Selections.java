package jacobi.rules;

import jacobi.op.OneHot;
import jacobi.op.Sort;
import jacobi.op.TopK;
import jacobi.tensor.Functions;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;

/// Elements picked by their order, and indices as vectors.
final class Selections {
  private Selections() {}

  static Tensor[] sort(Sort op, Tensor x) {
    Tensor index = x.sortIndices(op.axis(), op.descending());
    return new Tensor[] {x.gather(op.axis(), index), index};
  }

  static Tensor[] top(TopK op, Tensor x) {
    Tensor order = x.sortIndices(op.axis(), op.largest());
    Tensor index = order.slice(op.axis(), 0, op.k()).contiguous();
    return new Tensor[] {x.gather(op.axis(), index), index};
  }

  static Tensor oneHot(OneHot op, Tensor index) {
    Tensor classes = Functions.iota(index, index.dtype(), op.classes());
    return index.unsqueeze(-1).eq(classes).cast(op.dtype());
  }

  /// `x̄ = scatter(ȳ)` into zeros.
  static Pullback picked(int axis, Tensor x, Tensor index) {
    var spec = x.spec();
    return Pullback.of(g -> Functions.full(g, spec, 0).scatterAdd(axis, index, g));
  }
}
