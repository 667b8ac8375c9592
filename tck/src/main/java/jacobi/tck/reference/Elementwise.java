package jacobi.tck.reference;

import jacobi.op.Binary;
import jacobi.op.Unary;
import jacobi.spi.OpCall;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.type.DType;

/// Functions of one and two arguments, element by element.
final class Elementwise {
  private Elementwise() {}

  static void unary(Unary op, OpCall call, ErrorBounds bounds) {
    int[] from = Places.of(call.in(0).layout());
    int[] to = Places.of(call.out().layout());
    switch ((Elements) call.in(0).buffer()) {
      case Reals x -> {
        Reals y = (Reals) call.out().buffer();
        for (int i = 0; i < to.length; i++) {
          RealFunctions.unary(op, x, from[i], y, to[i], bounds);
        }
      }
      case Wholes x -> {
        Wholes y = (Wholes) call.out().buffer();
        for (int i = 0; i < to.length; i++) {
          long value = WholeFunctions.of(op, x.get(from[i]), x.dtype());
          y.set(to[i], value, WholeFunctions.bound(op, x.bound(from[i])));
        }
      }
    }
  }

  static void binary(Binary op, OpCall call, ErrorBounds bounds) {
    int[] left = Places.of(call.in(0).layout());
    int[] right = Places.of(call.in(1).layout());
    int[] to = Places.of(call.out().layout());
    if (call.in(0).buffer() instanceof Reals a) {
      Reals b = (Reals) call.in(1).buffer();
      for (int i = 0; i < to.length; i++) {
        if (op.isComparison()) {
          compare(op, a, left[i], b, right[i], (Wholes) call.out().buffer(), to[i]);
        } else {
          Reals y = (Reals) call.out().buffer();
          RealFunctions.binary(op, a, left[i], b, right[i], y, to[i], bounds);
        }
      }
      return;
    }
    Wholes a = (Wholes) call.in(0).buffer();
    Wholes b = (Wholes) call.in(1).buffer();
    Wholes y = (Wholes) call.out().buffer();
    for (int i = 0; i < to.length; i++) {
      long value = WholeFunctions.of(op, a.get(left[i]), b.get(right[i]));
      double bound = WholeFunctions.bound(op, a.bound(left[i]), b.bound(right[i]));
      y.set(to[i], value, y.dtype() == DType.BOOL ? Math.min(bound, 1) : bound);
    }
  }

  /// A comparison may turn out the other way if errors reach from one operand to the other.
  private static void compare(Binary op, Reals a, int left, Reals b, int right, Wholes y, int to) {
    DoubleDouble x = a.get(left);
    DoubleDouble z = b.get(right);
    boolean holds =
        switch (op) {
          case EQ -> x.eq(z);
          case LT -> x.lt(z);
          case LE -> x.le(z);
          case ADD, SUB, MUL, DIV, REM, POW, MAX, MIN, AND, OR, XOR ->
              throw new IllegalArgumentException(op + " compares nothing");
        };
    double error = a.bound(left) + b.bound(right);
    boolean open = error > 0 && !(x.sub(z).abs().high() > error);
    y.set(to, holds ? 1 : 0, open ? 1 : 0);
  }
}
