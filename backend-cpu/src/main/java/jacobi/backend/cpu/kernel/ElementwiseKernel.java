package jacobi.backend.cpu.kernel;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.code.LoopTable;
import jacobi.backend.cpu.code.Loops;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Activation;
import jacobi.op.Binary;
import jacobi.op.Unary;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Layout;

/// The elementwise ops, on every element type and operands of any strides.
public final class ElementwiseKernel {
  private ElementwiseKernel() {}

  /// `y = f(x)`
  public static void unary(Unary op, OpCall call, Workers workers) {
    run(LoopTable.shared().unary(op, Element.of(call.dtype())), call, workers);
  }

  /// `y = f(a, b)`
  public static void binary(Binary op, OpCall call, Workers workers) {
    run(LoopTable.shared().binary(op, Element.of(call.dtype())), call, workers);
  }

  /// `y = c ? a : b`
  public static void where(OpCall call, Workers workers) {
    run(LoopTable.shared().where(Element.of(call.in(1).dtype())), call, workers);
  }

  /// `y = x` in another type.
  public static void cast(OpCall call, Workers workers) {
    Element from = Element.of(call.dtype());
    Element to = Element.of(call.out().dtype());
    run(LoopTable.shared().cast(from, to), call, workers);
  }

  /// `y = f(x)` on F32
  public static void activation(Activation f, OpCall call, Workers workers) {
    run(LoopTable.shared().activation(f), call, workers);
  }

  /// `x̄ = ḡ·f′` on F32
  public static void activationBackward(Activation f, OpCall call, Workers workers) {
    run(LoopTable.shared().activationBackward(f), call, workers);
  }

  private static void run(Loops loops, OpCall call, Workers workers) {
    Operand y = call.out();
    Operand a = call.in(0);
    Operand b = call.inputs() > 1 ? call.in(1) : a;
    Operand c = call.inputs() > 2 ? call.in(2) : a;
    int aStep = line(a.layout());
    int bStep = line(b.layout());
    int cStep = line(c.layout());
    int n = y.count();
    Object to = y.host().array();
    Object first = a.host().array();
    Object second = b.host().array();
    Object third = c.host().array();
    if (n <= Walk.PART && (aStep | bStep | cStep) >= 0) {
      loops.run(to, y.at(), first, a.at(), aStep, second, b.at(), bStep, third, c.at(), cStep, n);
      return;
    }
    Walk.of(y.layout(), a.layout(), b.layout(), c.layout())
        .run(
            workers,
            (count, at, step) ->
                loops.run(
                    to, at[0], first, at[1], step[1], second, at[2], step[2], third, at[3], step[3],
                    count));
  }

  /// The step of an operand whose elements lie one after the other (1) or in one place (0), or −1.
  private static int line(Layout layout) {
    if (layout.isContiguous()) {
      return 1;
    }
    for (int axis = 0; axis < layout.shape().rank(); axis++) {
      if (layout.stride(axis) != 0 && layout.shape().size(axis) > 1) {
        return -1;
      }
    }
    return 0;
  }
}
