package jacobi.spi;

import jacobi.op.ArgReduce;
import jacobi.op.Fold;
import jacobi.op.Reduce;
import jacobi.type.Axes;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.Arrays;

/// The folding part of [Reference]: reductions, products, overlap-add.
final class ReferenceFolding {
  private ReferenceFolding() {}

  static void reduce(Reduce op, OpCall call) {
    Layout x = call.in(0).layout();
    var start = new Cursor(part(x, op.axes(), false, x.offset()));
    var folded = new Cursor(part(x, op.axes(), true, 0));
    var y = new Cursor(call.out().layout());
    HostBuffer from = call.in(0).host();
    HostBuffer to = call.out().host();
    while (y.hasNext()) {
      int base = start.next();
      folded.rewind();
      if (call.dtype().isFloat()) {
        to.setDouble(y.next(), folded(op.kind(), from, base, folded));
      } else {
        to.setLong(y.next(), foldedLong(op.kind(), from, base, folded));
      }
    }
  }

  private static double folded(Reduce.Kind kind, HostBuffer from, int base, Cursor at) {
    double result = kind == Reduce.Kind.SUM ? 0 : from.asDouble(base);
    while (at.hasNext()) {
      double value = from.asDouble(base + at.next());
      result =
          switch (kind) {
            case SUM -> result + value;
            case MAX -> Math.max(result, value);
            case MIN -> Math.min(result, value);
          };
    }
    return result;
  }

  private static long foldedLong(Reduce.Kind kind, HostBuffer from, int base, Cursor at) {
    long result = kind == Reduce.Kind.SUM ? 0 : from.asLong(base);
    while (at.hasNext()) {
      long value = from.asLong(base + at.next());
      result =
          switch (kind) {
            case SUM -> result + value;
            case MAX -> Math.max(result, value);
            case MIN -> Math.min(result, value);
          };
    }
    return result;
  }

  static void argReduce(ArgReduce op, OpCall call) {
    Layout x = call.in(0).layout();
    var axes = Axes.of(x.shape(), op.axis());
    var start = new Cursor(part(x, axes, false, x.offset()));
    var y = new Cursor(call.out().layout());
    long size = x.shape().size(op.axis());
    long step = x.stride(op.axis());
    boolean greatest = op.kind() == ArgReduce.Kind.ARG_MAX;
    while (y.hasNext()) {
      int base = start.next();
      long best = 0;
      for (long i = 1; i < size; i++) {
        int there = (int) (base + i * step);
        int here = (int) (base + best * step);
        best = beats(call.in(0).host(), there, here, greatest) ? i : best;
      }
      call.out().host().setLong(y.next(), best);
    }
  }

  /// NaN beats everything but an earlier NaN.
  private static boolean beats(HostBuffer x, int there, int here, boolean greatest) {
    if (x.dtype().isFloat()) {
      double a = x.asDouble(there);
      double b = x.asDouble(here);
      return Double.isNaN(a) ? !Double.isNaN(b) : greatest ? a > b : a < b;
    }
    long a = x.asLong(there);
    long b = x.asLong(here);
    return greatest ? a > b : a < b;
  }

  static void matmul(OpCall call) {
    Layout a = call.in(0).layout();
    Layout b = call.in(1).layout();
    int rank = a.shape().rank();
    Axes matrix = new Axes(3 << (rank - 2));
    var left = new Cursor(part(a, matrix, false, a.offset()));
    var right = new Cursor(part(b, matrix, false, b.offset()));
    var y = new Cursor(call.out().layout());
    while (left.hasNext() && y.hasNext()) {
      long aAt = left.next();
      long bAt = right.next();
      for (long i = 0; i < a.shape().size(-2); i++) {
        for (long j = 0; j < b.shape().size(-1); j++) {
          dot(call, aAt + i * a.stride(-2), bAt + j * b.stride(-1), y.next());
        }
      }
    }
  }

  private static void dot(OpCall call, long aAt, long bAt, int to) {
    HostBuffer a = call.in(0).host();
    HostBuffer b = call.in(1).host();
    long count = call.in(0).shape().size(-1);
    int aStep = (int) call.in(0).layout().stride(-1);
    int bStep = (int) call.in(1).layout().stride(-2);
    if (call.dtype().isFloat()) {
      double sum = 0;
      for (int k = 0; k < count; k++) {
        sum += a.asDouble((int) aAt + k * aStep) * b.asDouble((int) bAt + k * bStep);
      }
      call.out().host().setDouble(to, sum);
    } else {
      long sum = 0;
      for (int k = 0; k < count; k++) {
        sum += a.asLong((int) aAt + k * aStep) * b.asLong((int) bAt + k * bStep);
      }
      call.out().host().setLong(to, sum);
    }
  }

  /// Sums are kept in double, or long, until all windows are added.
  static void fold(Fold op, OpCall call) {
    Layout x = call.in(0).layout();
    Layout y = call.out().layout();
    double[] sums = new double[call.out().count()];
    long[] wholes = new long[sums.length];
    Layout dense = y.shape().layout();
    var from = new Cursor(x);
    var to = new Cursor(dense.unfold(op.axis(), x.shape().size(-1), op.step(), op.dilation()));
    while (from.hasNext()) {
      int at = from.next();
      int into = to.next();
      if (call.dtype().isFloat()) {
        sums[into] += call.in(0).host().asDouble(at);
      } else {
        wholes[into] += call.in(0).host().asLong(at);
      }
    }
    var out = new Cursor(y);
    for (int i = 0; i < sums.length; i++) {
      if (call.dtype().isFloat()) {
        call.out().host().setDouble(out.next(), sums[i]);
      } else {
        call.out().host().setLong(out.next(), wholes[i]);
      }
    }
  }

  /// The layout of the axes of a set, or of the others.
  static Layout part(Layout x, Axes axes, boolean inside, long offset) {
    int rank = x.shape().rank();
    long[] sizes = new long[rank];
    long[] strides = new long[rank];
    int count = 0;
    for (int i = 0; i < rank; i++) {
      if (axes.contains(i) == inside) {
        sizes[count] = x.shape().size(i);
        strides[count++] = x.stride(i);
      }
    }
    Shape shape = Shape.of(Arrays.copyOf(sizes, count));
    return Layout.of(shape, Arrays.copyOf(strides, count), offset);
  }
}
