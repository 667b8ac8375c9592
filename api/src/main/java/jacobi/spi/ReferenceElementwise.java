package jacobi.spi;

import jacobi.op.Binary;
import jacobi.op.Fill;
import jacobi.op.Unary;
import jacobi.type.DType;

/// The elementwise part of [Reference].
final class ReferenceElementwise {
  private ReferenceElementwise() {}

  static void unary(Unary op, OpCall call) {
    HostBuffer from = call.in(0).host();
    HostBuffer to = call.out().host();
    var x = new Cursor(call.in(0).layout());
    var y = new Cursor(call.out().layout());
    DType type = call.dtype();
    while (y.hasNext()) {
      int at = x.next();
      if (type.isFloat()) {
        to.setDouble(y.next(), op.at(from.asDouble(at)));
      } else if (type == DType.BOOL) {
        to.setLong(y.next(), 1 - from.asLong(at));
      } else {
        to.setLong(y.next(), op.at(from.asLong(at)));
      }
    }
  }

  static void binary(Binary op, OpCall call) {
    HostBuffer left = call.in(0).host();
    HostBuffer right = call.in(1).host();
    HostBuffer to = call.out().host();
    var a = new Cursor(call.in(0).layout());
    var b = new Cursor(call.in(1).layout());
    var y = new Cursor(call.out().layout());
    boolean floats = call.dtype().isFloat();
    while (y.hasNext()) {
      if (floats) {
        to.setDouble(y.next(), op.at(left.asDouble(a.next()), right.asDouble(b.next())));
      } else {
        to.setLong(y.next(), op.at(left.asLong(a.next()), right.asLong(b.next())));
      }
    }
  }

  static void where(OpCall call) {
    HostBuffer condition = call.in(0).host();
    var c = new Cursor(call.in(0).layout());
    var a = new Cursor(call.in(1).layout());
    var b = new Cursor(call.in(2).layout());
    var y = new Cursor(call.out().layout());
    while (y.hasNext()) {
      boolean first = condition.asLong(c.next()) != 0;
      int whenTrue = a.next();
      int whenFalse = b.next();
      Operand chosen = call.in(first ? 1 : 2);
      move(chosen.host(), first ? whenTrue : whenFalse, call.out().host(), y.next());
    }
  }

  static void copy(OpCall call) {
    var x = new Cursor(call.in(0).layout());
    var y = new Cursor(call.out().layout());
    while (y.hasNext()) {
      move(call.in(0).host(), x.next(), call.out().host(), y.next());
    }
  }

  static void full(Fill.Full op, OpCall call) {
    HostBuffer to = call.out().host();
    var y = new Cursor(call.out().layout());
    while (y.hasNext()) {
      if (call.dtype().isFloat()) {
        to.setDouble(y.next(), op.value().doubleValue());
      } else {
        to.setLong(y.next(), op.value().longValue());
      }
    }
  }

  static void iota(OpCall call) {
    var y = new Cursor(call.out().layout());
    for (long i = 0; y.hasNext(); i++) {
      call.out().host().setLong(y.next(), i);
    }
  }

  /// One element, converted as Java casts.
  static void move(HostBuffer from, int at, HostBuffer to, int into) {
    if (from.dtype().isFloat()) {
      to.setDouble(into, from.asDouble(at));
    } else {
      to.setLong(into, from.asLong(at));
    }
  }
}
