package jacobi.tck.reference;

import jacobi.op.ArgReduce;
import jacobi.op.HostDefault;
import jacobi.spi.OpCall;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.type.Axes;
import jacobi.type.Layout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Orders: the greatest, the least, and all. NaN is greater than everything, and −0 equals 0.
final class Sorting {
  private Sorting() {}

  static void execute(HostDefault.SortIndices op, OpCall call) {
    Layout y = call.out().layout();
    Axes axis = new Axes(1 << y.shape().axis(op.axis()));
    Layout x = call.in(0).layout();
    int[] starts = Places.across(x, axis);
    int[] steps = Places.along(x, axis, 0);
    int[] targets = Places.across(y, axis);
    int[] into = Places.along(y, axis, 0);
    Elements from = (Elements) call.in(0).buffer();
    for (int line = 0; line < starts.length && steps.length > 0; line++) {
      int start = starts[line];
      Comparator<Integer> order = (i, j) -> compare(from, start + steps[i], start + steps[j]);
      List<Integer> indices = new ArrayList<>();
      for (int i = 0; i < steps.length; i++) {
        indices.add(i);
      }
      indices.sort(op.descending() ? order.reversed() : order);
      double open = 0;
      for (int i = 1; i < steps.length; i++) {
        int before = start + steps[indices.get(i - 1)];
        open = isOpen(from, before, start + steps[indices.get(i)]) ? steps.length - 1 : open;
      }
      for (int i = 0; i < steps.length; i++) {
        ((Wholes) call.out().buffer()).set(targets[line] + into[i], indices.get(i), open);
      }
    }
  }

  /// The first of the greatest or least; the first NaN before all.
  static void argReduce(ArgReduce op, OpCall call) {
    Layout x = call.in(0).layout();
    Axes axis = new Axes(1 << x.shape().axis(op.axis()));
    int[] starts = Places.across(x, axis);
    int[] steps = Places.along(x, axis, 0);
    int[] to = Places.of(call.out().layout());
    Elements from = (Elements) call.in(0).buffer();
    for (int line = 0; line < to.length; line++) {
      int best = 0;
      for (int i = 1; i < steps.length; i++) {
        best = beats(op, from, starts[line] + steps[i], starts[line] + steps[best]) ? i : best;
      }
      double open = 0;
      for (int i = 0; i < steps.length; i++) {
        boolean other = i != best;
        boolean near = isOpen(from, starts[line] + steps[i], starts[line] + steps[best]);
        open = other && near ? steps.length - 1 : open;
      }
      ((Wholes) call.out().buffer()).set(to[line], best, open);
    }
  }

  private static boolean beats(ArgReduce op, Elements x, int there, int here) {
    boolean least = op.kind() == ArgReduce.Kind.ARG_MIN;
    boolean nan = isNaN(x, here) || isNaN(x, there);
    boolean less = least && !nan;
    int order = compare(x, there, here);
    return less ? order < 0 : order > 0;
  }

  private static boolean isNaN(Elements x, int at) {
    return x instanceof Reals reals && reals.get(at).isNaN();
  }

  private static int compare(Elements x, int a, int b) {
    return switch (x) {
      case Wholes wholes -> Long.compare(wholes.get(a), wholes.get(b));
      case Reals reals -> {
        DoubleDouble left = reals.get(a);
        DoubleDouble right = reals.get(b);
        int nan = Boolean.compare(left.isNaN(), right.isNaN());
        yield nan != 0 || left.isNaN() ? nan : left.lt(right) ? -1 : right.lt(left) ? 1 : 0;
      }
    };
  }

  /// True if errors may have changed the order of two elements.
  private static boolean isOpen(Elements x, int a, int b) {
    double error = x.bound(a) + x.bound(b);
    if (error == 0) {
      return false;
    }
    return switch (x) {
      case Wholes wholes -> Math.abs((double) wholes.get(a) - wholes.get(b)) <= error;
      case Reals reals -> !(reals.get(a).sub(reals.get(b)).abs().high() > error);
    };
  }
}
