package jacobi.tensor;

import jacobi.op.ArgReduce;
import jacobi.op.Reduce;
import jacobi.op.Reduce.Kind;
import jacobi.op.View;
import jacobi.type.Axes;
import jacobi.type.DType;

/// Folding axes away. No axis named means all of them; negative axes count from the end.
public sealed interface Reductions permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor reduce(Kind kind, Axes axes) {
    return axes.isEmpty() ? self() : self().engine().apply(new Reduce(kind, axes), self());
  }

  private Tensor keep(Kind kind, int axis) {
    Axes axes = Axes.of(self().shape(), axis);
    return self().engine().apply(new View.Reshape(self().shape().keep(axes)), reduce(kind, axes));
  }

  /// `Σ x`; 0 over nothing.
  default Tensor sum(int... axes) {
    return reduce(Kind.SUM, Axes.of(self().shape(), axes));
  }

  /// `Σ x` over a set of axes, which may be empty.
  default Tensor sum(Axes axes) {
    return reduce(Kind.SUM, axes);
  }

  /// `Σ x`, the axis kept with size 1.
  default Tensor sum(int axis, Keep keep) {
    return keep(Kind.SUM, axis);
  }

  /// The greatest element; NaN if there is one; ties share the gradient evenly.
  default Tensor max(int... axes) {
    return reduce(Kind.MAX, Axes.of(self().shape(), axes));
  }

  /// The greatest element, the axis kept with size 1.
  default Tensor max(int axis, Keep keep) {
    return keep(Kind.MAX, axis);
  }

  /// The least element; NaN if there is one; ties share the gradient evenly.
  default Tensor min(int... axes) {
    return reduce(Kind.MIN, Axes.of(self().shape(), axes));
  }

  /// The least element, the axis kept with size 1.
  default Tensor min(int axis, Keep keep) {
    return keep(Kind.MIN, axis);
  }

  /// `Σ x / n`; NaN over nothing.
  default Tensor mean(int... axes) {
    Axes folded = Axes.of(self().shape(), axes);
    return reduce(Kind.SUM, folded).div(folded.elements(self().shape()));
  }

  /// `Σ x / n`, the axis kept with size 1.
  default Tensor mean(int axis, Keep keep) {
    return keep(Kind.SUM, axis).div(self().size(axis));
  }

  /// The index of the greatest element, I64; the first of a tie, the first NaN before everything.
  default Tensor argmax(int axis) {
    int at = self().shape().axis(axis);
    return self().engine().apply(new ArgReduce(ArgReduce.Kind.ARG_MAX, at), self());
  }

  /// The index of the least element, I64; the first of a tie, the first NaN before everything.
  default Tensor argmin(int axis) {
    int at = self().shape().axis(axis);
    return self().engine().apply(new ArgReduce(ArgReduce.Kind.ARG_MIN, at), self());
  }

  /// Whether any truth value is true.
  default Tensor any(int... axes) {
    return self().cast(DType.BOOL).max(axes);
  }

  /// Whether all truth values are true.
  default Tensor all(int... axes) {
    return self().cast(DType.BOOL).min(axes);
  }
}
