package jacobi.tck.reference;

import jacobi.op.Copy;
import jacobi.op.Fill;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.type.DType;

/// Copies, casts, choices and fills.
final class Moves {
  private Moves() {}

  static void copy(Copy op, OpCall call, ErrorBounds bounds) {
    int[] from = Places.of(call.in(0).layout());
    int[] to = Places.of(call.out().layout());
    Elements x = (Elements) call.in(0).buffer();
    Elements y = (Elements) call.out().buffer();
    for (int i = 0; i < to.length; i++) {
      switch (op) {
        case Copy.Plain _ -> move(x, from[i], y, to[i]);
        case Copy.Cast cast -> cast(cast, x, from[i], y, to[i], bounds);
      }
    }
  }

  /// One element of the same type.
  static void move(Elements x, int from, Elements y, int to) {
    switch (x) {
      case Reals reals -> ((Reals) y).set(to, reals.get(from), reals.bound(from));
      case Wholes wholes -> ((Wholes) y).set(to, wholes.get(from), wholes.bound(from));
    }
  }

  private static void cast(
      Copy.Cast op, Elements x, int from, Elements y, int to, ErrorBounds bounds) {
    double e = x.bound(from);
    switch (y) {
      case Reals reals -> {
        DoubleDouble value =
            switch (x) {
              case Reals source -> source.get(from);
              case Wholes source -> DoubleDouble.of(source.get(from));
            };
        boolean kept =
            x.dtype().isFloat() && Precision.of(y.dtype()).holds(Precision.of(x.dtype()));
        reals.set(to, value, kept ? e : bounds.rounded(op, y.dtype(), value, e));
      }
      case Wholes wholes -> {
        switch (x) {
          case Reals source -> truncate(source.get(from), e, wholes, to);
          case Wholes source ->
              wholes.set(to, source.get(from), y.dtype() == DType.BOOL ? Math.min(e, 1) : e);
        }
      }
    }
  }

  /// As Java casts: towards zero and saturated; types narrower than an `int` wrap after that.
  private static void truncate(DoubleDouble x, double e, Wholes y, int to) {
    if (y.dtype() == DType.BOOL) {
      boolean open = e > 0 && !(x.abs().high() > e);
      y.set(to, x.high() != 0 ? 1 : 0, open ? 1 : 0);
      return;
    }
    double spread = ErrorBounds.spread(z -> DoubleDouble.of(saturated(z, y.dtype())), x, e);
    y.set(to, saturated(x, y.dtype()), spread);
  }

  private static long saturated(DoubleDouble x, DType type) {
    long whole = x.toLong();
    return type == DType.I64 ? whole : Math.clamp(whole, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /// Where errors may have changed the condition, the other operand may be taken.
  static void where(OpCall call) {
    Operand out = call.out();
    int[] condition = Places.of(call.in(0).layout());
    int[] first = Places.of(call.in(1).layout());
    int[] second = Places.of(call.in(2).layout());
    int[] to = Places.of(out.layout());
    Wholes c = (Wholes) call.in(0).buffer();
    Elements a = (Elements) call.in(1).buffer();
    Elements b = (Elements) call.in(2).buffer();
    for (int i = 0; i < to.length; i++) {
      boolean taken = c.get(condition[i]) != 0;
      Elements chosen = taken ? a : b;
      move(chosen, taken ? first[i] : second[i], (Elements) out.buffer(), to[i]);
      if (c.bound(condition[i]) > 0) {
        open(a, first[i], b, second[i], (Elements) out.buffer(), to[i]);
      }
    }
  }

  /// Widens a bound so that it spans both of two elements.
  private static void open(Elements a, int first, Elements b, int second, Elements y, int to) {
    double e = Math.max(a.bound(first), b.bound(second));
    switch (y) {
      case Reals reals -> {
        DoubleDouble gap = ((Reals) a).get(first).sub(((Reals) b).get(second)).abs();
        reals.set(to, reals.get(to), gap.high() + e);
      }
      case Wholes wholes -> {
        double gap = Math.abs((double) ((Wholes) a).get(first) - ((Wholes) b).get(second));
        wholes.set(to, wholes.get(to), gap + e);
      }
    }
  }

  static void full(Fill.Full op, OpCall call) {
    for (int to : Places.of(call.out().layout())) {
      switch ((Elements) call.out().buffer()) {
        case Reals y -> y.set(to, DoubleDouble.of(op.value().doubleValue()), 0);
        case Wholes y -> y.set(to, op.value().longValue(), 0);
      }
    }
  }

  static void iota(Fill.Iota op, OpCall call, ErrorBounds bounds) {
    int[] places = Places.of(call.out().layout());
    for (int i = 0; i < places.length; i++) {
      switch ((Elements) call.out().buffer()) {
        case Reals y -> {
          DoubleDouble value = DoubleDouble.of(i);
          y.set(places[i], value, bounds.rounded(op, y.dtype(), value, 0));
        }
        case Wholes y -> y.set(places[i], i, 0);
      }
    }
  }
}
