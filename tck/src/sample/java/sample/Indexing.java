package sample;

import jacobi.op.Fold;
import jacobi.op.Gather;
import jacobi.op.Op;
import jacobi.op.ScatterAdd;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.type.IndexException;
import jacobi.type.Layout;

/// Elements that go where an index, or a window, says.
final class Indexing {
  private Indexing() {}

  static void gather(Gather op, OpCall call) {
    Layout x = call.in(0).layout();
    Layout index = call.in(1).layout();
    Walk indices = Walk.over(index);
    Walk lines = Walk.over(standing(x, op.axis(), index));
    Walk y = Walk.over(call.out().layout());
    while (y.hasNext()) {
      long i = call.in(1).host().asLong(indices.next());
      int line = lines.next();
      int into = y.next();
      if (isInside(op, i, x.shape().size(op.axis()), call)) {
        int at = (int) (line + i * x.stride(op.axis()));
        Elementwise.move(call.in(0).host(), at, call.out().host(), into);
      }
    }
  }

  static void scatterAdd(ScatterAdd op, OpCall call) {
    Elementwise.copy(call);
    Layout y = call.out().layout();
    Layout index = call.in(1).layout();
    Walk indices = Walk.over(index);
    Walk lines = Walk.over(standing(y, op.axis(), index));
    Walk u = Walk.over(call.in(2).layout());
    while (u.hasNext()) {
      long i = call.in(1).host().asLong(indices.next());
      int line = lines.next();
      int from = u.next();
      if (isInside(op, i, y.shape().size(op.axis()), call)) {
        int into = (int) (line + i * y.stride(op.axis()));
        add(call.in(2).host(), from, call.out().host(), into);
      }
    }
  }

  /// The windows of the result are a view of it, in the shape of the operand.
  static void fold(Fold op, OpCall call) {
    Layout windows = call.in(0).layout();
    Layout y = call.out().layout();
    HostBuffer to = call.out().host();
    for (Walk all = Walk.over(y); all.hasNext(); ) {
      to.setLong(all.next(), 0);
    }
    long window = windows.shape().size(-1);
    Walk into = Walk.over(y.unfold(op.axis(), window, op.step(), op.dilation()));
    for (Walk from = Walk.over(windows); from.hasNext(); ) {
      add(call.in(0).host(), from.next(), to, into.next());
    }
  }

  private static void add(HostBuffer from, int at, HostBuffer to, int into) {
    if (to.dtype().isFloat()) {
      to.setDouble(into, to.asDouble(into) + from.asDouble(at));
    } else {
      to.setLong(into, to.asLong(into) + from.asLong(at));
    }
  }

  /// For each index the first element of the line that it counts along.
  private static Layout standing(Layout x, int axis, Layout index) {
    long[] strides = x.strides();
    strides[axis] = 0;
    return Layout.of(index.shape(), strides, x.offset());
  }

  /// An index comes from the data, so the device alone can check it: it reports one that is outside
  /// and touches nothing there.
  private static boolean isInside(Op op, long index, long size, OpCall call) {
    boolean inside = index >= 0 && index < size;
    if (!inside) {
      call.report(
          new IndexException(
              "%s: index %d into an axis of size %d".formatted(op.name(), index, size)));
    }
    return inside;
  }
}
