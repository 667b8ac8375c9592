package jacobi.graph;

import jacobi.op.Spec;
import jacobi.type.DType;
import jacobi.type.Layout;

/// A value of a graph.
///
/// @param dtype the type of its elements
/// @param layout its shape and, once a graph is [placed][Lowering], where in the memory it lies
///   that it shares with what it is a view of
public record Value(DType dtype, Layout layout) {
  /// A value whose elements lie one after the other.
  static Value dense(Spec spec) {
    return new Value(spec.dtype(), spec.shape().layout());
  }

  /// Element type and shape.
  public Spec spec() {
    return new Spec(dtype, layout.shape());
  }

  /// True if the elements are the first of their memory, in row-major order.
  public boolean isPlain() {
    return layout.isContiguous() && layout.offset() == 0;
  }

  /// Bytes of the elements.
  public long bytes() {
    return layout.shape().elements() * dtype.bytes();
  }
}
