package jacobi.spi;

import jacobi.op.Gather;
import jacobi.op.Op;
import jacobi.op.ScatterAdd;
import jacobi.random.Philox;
import jacobi.type.IndexException;
import jacobi.type.Layout;

/// The indexing part of [Reference], random bits among it.
final class ReferenceIndexing {
  private ReferenceIndexing() {}

  static void gather(Gather op, OpCall call) {
    Layout x = call.in(0).layout();
    var base = new Cursor(along(x, op.axis(), call.in(1).layout()));
    var index = new Cursor(call.in(1).layout());
    var y = new Cursor(call.out().layout());
    while (y.hasNext()) {
      long i = call.in(1).host().asLong(index.next());
      int start = base.next();
      int to = y.next();
      if (valid(op, i, x.shape().size(op.axis()), call)) {
        int at = (int) (start + i * x.stride(op.axis()));
        ReferenceElementwise.move(call.in(0).host(), at, call.out().host(), to);
      }
    }
  }

  /// Floats are summed in double and rounded once.
  static void scatterAdd(ScatterAdd op, OpCall call) {
    Layout dense = call.out().shape().layout();
    boolean floats = call.dtype().isFloat();
    double[] sums = new double[floats ? call.out().count() : 0];
    long[] wholes = new long[floats ? 0 : call.out().count()];
    var x = new Cursor(call.in(0).layout());
    for (int i = 0; x.hasNext(); i++) {
      int at = x.next();
      if (floats) {
        sums[i] = call.in(0).host().asDouble(at);
      } else {
        wholes[i] = call.in(0).host().asLong(at);
      }
    }
    var base = new Cursor(along(dense, op.axis(), call.in(1).layout()));
    var index = new Cursor(call.in(1).layout());
    var u = new Cursor(call.in(2).layout());
    while (u.hasNext()) {
      long i = call.in(1).host().asLong(index.next());
      int start = base.next();
      int at = u.next();
      if (valid(op, i, dense.shape().size(op.axis()), call)) {
        int to = (int) (start + i * dense.stride(op.axis()));
        if (floats) {
          sums[to] += call.in(2).host().asDouble(at);
        } else {
          wholes[to] += call.in(2).host().asLong(at);
        }
      }
    }
    var y = new Cursor(call.out().layout());
    for (int i = 0; y.hasNext(); i++) {
      if (floats) {
        call.out().host().setDouble(y.next(), sums[i]);
      } else {
        call.out().host().setLong(y.next(), wholes[i]);
      }
    }
  }

  /// The layout of `x` over the index's shape, standing still along `axis`.
  private static Layout along(Layout x, int axis, Layout index) {
    long[] strides = x.strides();
    strides[axis] = 0;
    return Layout.of(index.shape(), strides, x.offset());
  }

  private static boolean valid(Op op, long index, long size, OpCall call) {
    boolean inside = index >= 0 && index < size;
    if (!inside) {
      call.report(
          new IndexException(
              "%s: index %d into an axis of size %d".formatted(op.name(), index, size)));
    }
    return inside;
  }

  static void randomBits(OpCall call) {
    HostBuffer state = call.in(0).host();
    int at = call.in(0).at();
    long key = state.longs()[at];
    long start = state.longs()[at + (int) call.in(0).layout().stride(0)];
    Philox.words(key, start, call.out().ints(), call.out().at(), call.out().count());
  }
}
