package jacobi.tck.reference;

import jacobi.op.Gather;
import jacobi.op.Op;
import jacobi.op.ScatterAdd;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.IndexException;
import jacobi.type.Layout;

/// What is picked and added by an index.
final class Indexing {
  private Indexing() {}

  /// Where an index may be another, nothing is known of what it picks.
  static void gather(Gather op, OpCall call) {
    Layout x = call.in(0).layout();
    int[] starts = standing(x, op.axis(), call.in(1).layout());
    int[] at = Places.of(call.in(1).layout());
    int[] to = Places.of(call.out().layout());
    Wholes index = (Wholes) call.in(1).buffer();
    Elements from = (Elements) call.in(0).buffer();
    for (int i = 0; i < to.length; i++) {
      long picked = index.get(at[i]);
      if (isWithin(op, picked, x.shape().size(op.axis()), call)) {
        int place = (int) (starts[i] + picked * x.stride(op.axis()));
        Moves.move(from, place, (Elements) call.out().buffer(), to[i]);
        forget(index.bound(at[i]), call.out(), to[i]);
      }
    }
  }

  private static void forget(double bound, Operand out, int at) {
    if (bound > 0) {
      switch ((Elements) out.buffer()) {
        case Reals y -> y.set(at, y.get(at), Double.POSITIVE_INFINITY);
        case Wholes y -> y.set(at, y.get(at), Double.POSITIVE_INFINITY);
      }
    }
  }

  /// An index that may be another leaves nothing known of the whole result.
  static void scatterAdd(ScatterAdd op, OpCall call, ErrorBounds bounds) {
    Layout dense = call.out().shape().layout();
    var sums = Sums.of((Elements) call.out().buffer(), dense);
    int[] x = Places.of(call.in(0).layout());
    for (int i = 0; i < x.length; i++) {
      sums.add((Elements) call.in(0).buffer(), x[i], i);
    }
    int[] starts = standing(dense, op.axis(), call.in(1).layout());
    int[] at = Places.of(call.in(1).layout());
    int[] u = Places.of(call.in(2).layout());
    Wholes index = (Wholes) call.in(1).buffer();
    double open = 0;
    for (int i = 0; i < u.length; i++) {
      long picked = index.get(at[i]);
      open = Math.max(open, index.bound(at[i]));
      if (isWithin(op, picked, dense.shape().size(op.axis()), call)) {
        int place = (int) (starts[i] + picked * dense.stride(op.axis()));
        sums.add((Elements) call.in(2).buffer(), u[i], place);
      }
    }
    sums.store(op, call.out(), bounds);
    for (int place : Places.of(call.out().layout())) {
      forget(open, call.out(), place);
    }
  }

  /// The places of `x` at index 0 of an axis, over the shape of the index.
  private static int[] standing(Layout x, int axis, Layout index) {
    long[] strides = x.strides();
    strides[axis] = 0;
    return Places.of(Layout.of(index.shape(), strides, x.offset()));
  }

  private static boolean isWithin(Op op, long index, long size, OpCall call) {
    boolean within = index >= 0 && index < size;
    if (!within) {
      call.report(
          new IndexException(
              "%s: index %d into an axis of size %d".formatted(op.name(), index, size)));
    }
    return within;
  }
}
