package sample;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import jacobi.op.Binary;
import jacobi.op.Fill;
import jacobi.op.Unary;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.type.DType;

/// One element of the result from one element of each operand.
///
/// Floats of every width are computed in double and rounded once, when they are stored; integers
/// and truth values in long, and stored modulo their width. [HostBuffer] does both.
final class Elementwise {
  private Elementwise() {}

  static void unary(Unary op, OpCall call) {
    HostBuffer from = call.in(0).host();
    HostBuffer to = call.out().host();
    Walk x = Walk.over(call.in(0).layout());
    Walk y = Walk.over(call.out().layout());
    if (call.dtype().isFloat()) {
      DoubleUnaryOperator f = Formulas.real(op);
      while (y.hasNext()) {
        to.setDouble(y.next(), f.applyAsDouble(from.asDouble(x.next())));
      }
    } else {
      LongUnaryOperator f = Formulas.whole(op, call.dtype() == DType.BOOL);
      while (y.hasNext()) {
        to.setLong(y.next(), f.applyAsLong(from.asLong(x.next())));
      }
    }
  }

  /// The operands have the shape of the result: what was broadcast has strides of 0.
  static void binary(Binary op, OpCall call) {
    HostBuffer left = call.in(0).host();
    HostBuffer right = call.in(1).host();
    HostBuffer to = call.out().host();
    Walk a = Walk.over(call.in(0).layout());
    Walk b = Walk.over(call.in(1).layout());
    Walk y = Walk.over(call.out().layout());
    if (call.dtype().isFloat()) {
      DoubleBinaryOperator f = Formulas.real(op);
      while (y.hasNext()) {
        double value = f.applyAsDouble(left.asDouble(a.next()), right.asDouble(b.next()));
        to.setDouble(y.next(), value);
      }
    } else {
      LongBinaryOperator f = Formulas.whole(op);
      while (y.hasNext()) {
        to.setLong(y.next(), f.applyAsLong(left.asLong(a.next()), right.asLong(b.next())));
      }
    }
  }

  static void where(OpCall call) {
    Walk condition = Walk.over(call.in(0).layout());
    Walk a = Walk.over(call.in(1).layout());
    Walk b = Walk.over(call.in(2).layout());
    Walk y = Walk.over(call.out().layout());
    while (y.hasNext()) {
      boolean first = call.in(0).bytes()[condition.next()] != 0;
      int whenTrue = a.next();
      int whenFalse = b.next();
      HostBuffer chosen = call.in(first ? 1 : 2).host();
      move(chosen, first ? whenTrue : whenFalse, call.out().host(), y.next());
    }
  }

  /// COPY, the one op whose result may have strides, and CAST.
  static void copy(OpCall call) {
    Walk x = Walk.over(call.in(0).layout());
    Walk y = Walk.over(call.out().layout());
    while (y.hasNext()) {
      move(call.in(0).host(), x.next(), call.out().host(), y.next());
    }
  }

  static void fill(Fill op, OpCall call) {
    HostBuffer to = call.out().host();
    Walk y = Walk.over(call.out().layout());
    for (long i = 0; y.hasNext(); i++) {
      switch (op) {
        case Fill.Iota _ -> to.setLong(y.next(), i);
        case Fill.Full(var spec, Number value) when spec.dtype().isFloat() ->
            to.setDouble(y.next(), value.doubleValue());
        case Fill.Full(_, Number value) -> to.setLong(y.next(), value.longValue());
      }
    }
  }

  /// One element, converted as Java casts; by long where double would lose bits.
  static void move(HostBuffer from, int at, HostBuffer to, int into) {
    if (from.dtype().isFloat()) {
      to.setDouble(into, from.asDouble(at));
    } else {
      to.setLong(into, from.asLong(at));
    }
  }
}
