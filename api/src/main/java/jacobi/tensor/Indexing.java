package jacobi.tensor;

import jacobi.op.Gather;
import jacobi.op.HostDefault;
import jacobi.op.ScatterAdd;
import jacobi.type.IndexException;
import jacobi.type.Shape;

/// Picking elements by index. Indices are I64 or I32 and count from zero.
public sealed interface Indexing permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// `y[…, i, …] = x[…, index[…, i, …], …]` along an axis.
  ///
  /// @throws IndexException if an index is outside the axis
  default Tensor gather(int axis, Tensor index) {
    return self().engine().apply(new Gather(self().shape().axis(axis)), self(), index);
  }

  /// This tensor with `u` added at `index` along an axis.
  ///
  /// @throws IndexException if an index is outside the axis
  default Tensor scatterAdd(int axis, Tensor index, Tensor u) {
    return self().engine().apply(new ScatterAdd(self().shape().axis(axis)), self(), index, u);
  }

  /// The rows at these indices: of a matrix [rows, width] and an index […], a tensor […, width].
  ///
  /// @throws IndexException if an index is outside the rows
  default Tensor rows(Tensor index) {
    Shape picked = index.shape().append(self().size(1));
    long count = index.shape().elements();
    Tensor wide = index.reshape(count, 1).expand(count, self().size(1));
    return gather(0, wide).reshape(picked);
  }

  /// The order that sorts an axis, I64, stable; NaN comes last, or first if descending.
  default Tensor sortIndices(int axis, boolean descending) {
    int at = self().shape().axis(axis);
    return self().engine().apply(new HostDefault.SortIndices(at, descending), self());
  }
}
