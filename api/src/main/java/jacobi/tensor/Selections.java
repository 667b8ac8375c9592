package jacobi.tensor;

import jacobi.op.OneHot;
import jacobi.op.Sort;
import jacobi.op.TopK;
import jacobi.type.DType;
import jacobi.type.IndexException;
import jacobi.type.Shape;
import jacobi.type.ShapeException;

/// Picking elements by their order, by index and by masks.
public sealed interface Selections permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// Sorted elements and where they were.
  ///
  /// @param values the elements
  /// @param indices I64, the index of each along the axis
  record Sorted(Tensor values, Tensor indices) {
    private static Sorted of(Tensor[] results) {
      return new Sorted(results[0], results[1]);
    }
  }

  /// An axis sorted, stable; NaN comes last, or first if descending.
  default Sorted sort(int axis, boolean descending) {
    var op = new Sort(self().shape().axis(axis), descending);
    return Sorted.of(self().engine().applyAll(op, self()));
  }

  /// The order that sorts an axis, I64, stable; NaN comes last, or first if descending.
  default Tensor argsort(int axis, boolean descending) {
    return self().sortIndices(axis, descending);
  }

  /// The `k` greatest elements of an axis, the greatest first; the first index of a tie.
  default Sorted topk(long k, int axis) {
    return topk(k, axis, true);
  }

  /// The `k` greatest, or least, elements of an axis, the best first; the first index of a tie, and
  /// NaN is greater than everything.
  ///
  /// @throws ShapeException if the axis has fewer
  default Sorted topk(long k, int axis, boolean largest) {
    var op = new TopK(k, self().shape().axis(axis), largest);
    return Sorted.of(self().engine().applyAll(op, self()));
  }

  /// F32 `y[…, c] = x[…] = c ? 1 : 0` of class indices; one that is no class gives zeros.
  default Tensor oneHot(long classes) {
    return oneHot(classes, DType.F32);
  }

  /// `y[…, c] = x[…] = c ? 1 : 0` of class indices; one that is no class gives zeros.
  default Tensor oneHot(long classes, DType dtype) {
    return self().engine().apply(new OneHot(classes, dtype), self());
  }

  /// The slices at these indices of an axis: `[A, L, B]` and `[I]` give `[A, I, B]`.
  ///
  /// @throws IndexException if an index is outside the axis
  default Tensor indexSelect(int axis, Tensor index) {
    if (index.rank() != 1) {
      throw new ShapeException(
          "indexSelect wants a vector of indices, got %s: flatten(0) it".formatted(index.shape()));
    }
    return takeAlong(axis, Ranges.along(index, self().rank(), self().shape().axis(axis)));
  }

  /// [Indexing#gather] where this tensor and the index are broadcast along the other axes.
  ///
  /// @throws IndexException if an index is outside the axis
  default Tensor takeAlong(int axis, Tensor index) {
    int at = self().shape().axis(axis);
    if (index.rank() != self().rank()) {
      throw new ShapeException(
          "takeAlong of %s by %s: the index wants as many axes"
              .formatted(self().shape(), index.shape()));
    }
    Shape others = Shape.broadcast(self().shape().with(at, 1), index.shape().with(at, 1));
    Tensor wide = index.expand(others.with(at, index.size(at)));
    return self().expand(others.with(at, self().size(at))).gather(at, wide);
  }

  /// This tensor with `u` put at `index` along an axis. What the index names several times becomes
  /// the sum of what is put there.
  ///
  /// @throws IndexException if an index is outside the axis
  default Tensor scatter(int axis, Tensor index, Tensor u) {
    Tensor none = Functions.full(self(), self().spec().of(DType.I32), 0);
    Tensor one = Functions.full(u, u.spec().of(DType.I32), 1);
    Tensor hit = none.scatterAdd(axis, index, one).gt(0);
    return maskedFill(hit, 0).scatterAdd(axis, index, u);
  }

  /// `mask ? value : x`
  default Tensor maskedFill(Tensor mask, Number value) {
    return mask.where(self().scalar(value), self());
  }

  /// `condition ? a : b` with this as the condition.
  default Tensor where(Tensor a, Number b) {
    return self().where(a, a.scalar(b));
  }

  /// `condition ? a : b` with this as the condition.
  default Tensor where(Number a, Tensor b) {
    return self().where(b.scalar(a), b);
  }

  /// `min(max(x, low), high)`; NaN stays, and the gradient is 1 on the boundary.
  ///
  /// @throws ShapeException if `low` is above `high`
  default Tensor clamp(Number low, Number high) {
    if (low.doubleValue() > high.doubleValue()) {
      throw new ShapeException("clamp to nothing: %s is above %s".formatted(low, high));
    }
    return clampMin(low).clampMax(high);
  }

  /// `max(x, low)`; NaN stays, and the gradient is 1 on the boundary.
  default Tensor clampMin(Number low) {
    return maskedFill(self().lt(low), low);
  }

  /// `min(x, high)`; NaN stays, and the gradient is 1 on the boundary.
  default Tensor clampMax(Number high) {
    return maskedFill(self().gt(high), high);
  }
}
