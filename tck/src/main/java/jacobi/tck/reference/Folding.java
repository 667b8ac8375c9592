package jacobi.tck.reference;

import jacobi.op.Fold;
import jacobi.op.MatMul;
import jacobi.op.Op;
import jacobi.op.Reduce;
import jacobi.spi.OpCall;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Layout;

/// Reductions, matrix products and overlap-add.
final class Folding {
  /// Products are rounded before they are added, or not: two halves of a unit of the sum of their
  /// sizes.
  private static final int PRODUCTS = 2;

  private Folding() {}

  static void reduce(Reduce op, OpCall call, ErrorBounds bounds) {
    Layout x = call.in(0).layout();
    int[] starts = Places.across(x, op.axes());
    int[] steps = Places.along(x, op.axes(), 0);
    int[] to = Places.of(call.out().layout());
    for (int i = 0; i < to.length; i++) {
      int start = starts[i];
      switch ((Elements) call.in(0).buffer()) {
        case Reals from when op.kind() == Reduce.Kind.SUM -> {
          var sum = new Sum();
          for (int step : steps) {
            sum.add(from.get(start + step), from.bound(start + step));
          }
          store(op, from.dtype(), sum, 0, (Reals) call.out().buffer(), to[i], bounds);
        }
        case Reals from -> extreme(op.kind(), from, start, steps, call, to[i]);
        case Wholes from -> whole(op.kind(), from, start, steps, call, to[i]);
      }
    }
  }

  private static void extreme(
      Reduce.Kind kind, Reals x, int start, int[] steps, OpCall call, int to) {
    boolean most = kind == Reduce.Kind.MAX;
    DoubleDouble best = x.get(start);
    double bound = 0;
    for (int step : steps) {
      DoubleDouble next = x.get(start + step);
      best =
          most
              ? RealFunctions.greater(best, next)
              : RealFunctions.greater(best.neg(), next.neg()).neg();
      bound = Math.max(bound, x.bound(start + step));
    }
    ((Reals) call.out().buffer()).set(to, best, bound);
  }

  private static void whole(
      Reduce.Kind kind, Wholes x, int start, int[] steps, OpCall call, int to) {
    long result = kind == Reduce.Kind.SUM ? 0 : x.get(start);
    double bound = 0;
    for (int step : steps) {
      long next = x.get(start + step);
      double e = x.bound(start + step);
      result =
          switch (kind) {
            case SUM -> result + next;
            case MAX -> Math.max(result, next);
            case MIN -> Math.min(result, next);
          };
      bound = kind == Reduce.Kind.SUM ? bound + e : Math.max(bound, e);
    }
    ((Wholes) call.out().buffer()).set(to, result, bound);
  }

  /// Stores a sum that was added up in a type.
  static void store(
      Op op, DType type, Sum sum, int roundings, Reals y, int to, ErrorBounds bounds) {
    double bound = bounds.summed(op, type, sum, roundings);
    DoubleDouble value = sum.value();
    y.set(to, value, type == y.dtype() ? bound : bounds.rounded(op, y.dtype(), value, bound));
  }

  static void matmul(MatMul op, OpCall call, ErrorBounds bounds) {
    Layout a = call.in(0).layout();
    Layout b = call.in(1).layout();
    int rank = a.shape().rank();
    Axes matrix = new Axes(3 << (rank - 2));
    int[] lefts = Places.across(a, matrix);
    int[] rights = Places.across(b, matrix);
    int[] rows = Places.along(a, new Axes(1 << (rank - 2)), 0);
    int[] columns = Places.along(b, new Axes(1 << (rank - 1)), 0);
    int[] to = Places.of(call.out().layout());
    int[] inA = Places.along(a, new Axes(1 << (rank - 1)), 0);
    int[] inB = Places.along(b, new Axes(1 << (rank - 2)), 0);
    int next = 0;
    for (int i = 0; i < lefts.length; i++) {
      for (int row : rows) {
        for (int column : columns) {
          dot(op, call, lefts[i] + row, inA, rights[i] + column, inB, to[next++], bounds);
        }
      }
    }
  }

  private static void dot(
      MatMul op, OpCall call, int a, int[] inA, int b, int[] inB, int to, ErrorBounds bounds) {
    if (call.in(0).buffer() instanceof Reals x) {
      Reals z = (Reals) call.in(1).buffer();
      var sum = new Sum();
      for (int k = 0; k < inA.length; k++) {
        product(x, a + inA[k], z, b + inB[k], sum);
      }
      boolean half = x.dtype().bytes() == 2;
      DType type = half ? DType.F32 : x.dtype();
      store(op, type, sum, PRODUCTS, (Reals) call.out().buffer(), to, bounds);
      return;
    }
    Wholes x = (Wholes) call.in(0).buffer();
    Wholes z = (Wholes) call.in(1).buffer();
    long sum = 0;
    double bound = 0;
    for (int k = 0; k < inA.length; k++) {
      double e = x.bound(a + inA[k]) + z.bound(b + inB[k]);
      bound = e == 0 ? bound : Double.POSITIVE_INFINITY;
      sum += x.get(a + inA[k]) * z.get(b + inB[k]);
    }
    ((Wholes) call.out().buffer()).set(to, sum, bound);
  }

  private static void product(Reals x, int a, Reals z, int b, Sum sum) {
    DoubleDouble left = x.get(a);
    DoubleDouble right = z.get(b);
    double ea = x.bound(a);
    double eb = z.bound(b);
    boolean exact = ea == 0 && eb == 0;
    double e = exact ? 0 : Math.abs(left.high()) * eb + Math.abs(right.high()) * ea + ea * eb;
    sum.add(left.mul(right), e);
  }

  static void fold(Fold op, OpCall call, ErrorBounds bounds) {
    Layout x = call.in(0).layout();
    Layout dense = call.out().shape().layout();
    int[] from = Places.of(x);
    int[] into = Places.of(dense.unfold(op.axis(), x.shape().size(-1), op.step(), op.dilation()));
    var sums = Sums.of((Elements) call.out().buffer(), dense);
    for (int i = 0; i < from.length; i++) {
      sums.add((Elements) call.in(0).buffer(), from[i], into[i]);
    }
    sums.store(op, call.out(), bounds);
  }
}
