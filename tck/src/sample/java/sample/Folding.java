package sample;

import jacobi.op.ArgReduce;
import jacobi.op.Reduce;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.type.Axes;
import jacobi.type.Layout;

/// One element of the result from many elements of an operand.
final class Folding {
  private Folding() {}

  static void reduce(Reduce op, OpCall call) {
    Layout layout = call.in(0).layout();
    HostBuffer from = call.in(0).host();
    Walk parts = Walk.across(layout, op.axes());
    Walk y = Walk.over(call.out().layout());
    while (y.hasNext()) {
      int start = parts.next();
      Walk part = Walk.along(layout, op.axes(), start);
      if (call.dtype().isFloat()) {
        call.out().host().setDouble(y.next(), real(op.kind(), from, start, part));
      } else {
        call.out().host().setLong(y.next(), whole(op.kind(), from, start, part));
      }
    }
  }

  private static double real(Reduce.Kind kind, HostBuffer x, int first, Walk part) {
    double result = kind == Reduce.Kind.SUM ? 0 : x.asDouble(first);
    while (part.hasNext()) {
      double value = x.asDouble(part.next());
      result =
          switch (kind) {
            case SUM -> result + value;
            case MAX -> Math.max(result, value);
            case MIN -> Math.min(result, value);
          };
    }
    return result;
  }

  private static long whole(Reduce.Kind kind, HostBuffer x, int first, Walk part) {
    long result = kind == Reduce.Kind.SUM ? 0 : x.asLong(first);
    while (part.hasNext()) {
      long value = x.asLong(part.next());
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
    Layout layout = call.in(0).layout();
    Axes axis = Axes.of(layout.shape(), op.axis());
    boolean greatest = op.kind() == ArgReduce.Kind.ARG_MAX;
    HostBuffer x = call.in(0).host();
    Walk parts = Walk.across(layout, axis);
    Walk y = Walk.over(call.out().layout());
    while (y.hasNext()) {
      int best = parts.next();
      long index = 0;
      Walk part = Walk.along(layout, axis, best);
      for (long i = 0; part.hasNext(); i++) {
        int place = part.next();
        if (beats(x, place, best, greatest)) {
          best = place;
          index = i;
        }
      }
      call.out().longs()[y.next()] = index;
    }
  }

  /// The first of equals stays, and the first NaN beats everything.
  private static boolean beats(HostBuffer x, int challenger, int best, boolean greatest) {
    if (x.dtype().isFloat()) {
      double a = x.asDouble(challenger);
      double b = x.asDouble(best);
      return Double.isNaN(a) ? !Double.isNaN(b) : greatest ? a > b : a < b;
    }
    long a = x.asLong(challenger);
    long b = x.asLong(best);
    return greatest ? a > b : a < b;
  }

  /// The definition; a transposed matrix comes as strides.
  static void matmul(OpCall call) {
    Layout a = call.in(0).layout();
    Layout b = call.in(1).layout();
    Axes matrix = Axes.of(a.shape(), -2, -1);
    Walk left = Walk.across(a, matrix);
    Walk right = Walk.across(b, matrix);
    Walk y = Walk.over(call.out().layout());
    Axes last = Axes.of(a.shape(), -1);
    Axes beforeLast = Axes.of(a.shape(), -2);
    while (y.hasNext()) {
      Walk rows = Walk.along(a, beforeLast, left.next());
      int firstColumn = right.next();
      while (rows.hasNext()) {
        int row = rows.next();
        Walk columns = Walk.along(b, last, firstColumn);
        while (columns.hasNext()) {
          Walk alongRow = Walk.along(a, last, row);
          Walk alongColumn = Walk.along(b, beforeLast, columns.next());
          dot(call, alongRow, alongColumn, y.next());
        }
      }
    }
  }

  private static void dot(OpCall call, Walk row, Walk column, int into) {
    HostBuffer a = call.in(0).host();
    HostBuffer b = call.in(1).host();
    if (call.dtype().isFloat()) {
      double sum = 0;
      while (row.hasNext()) {
        sum += a.asDouble(row.next()) * b.asDouble(column.next());
      }
      call.out().host().setDouble(into, sum);
    } else {
      long sum = 0;
      while (row.hasNext()) {
        sum += a.asLong(row.next()) * b.asLong(column.next());
      }
      call.out().host().setLong(into, sum);
    }
  }
}
