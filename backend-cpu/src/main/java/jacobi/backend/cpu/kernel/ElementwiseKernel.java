package jacobi.backend.cpu.kernel;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.code.LoopTable;
import jacobi.backend.cpu.code.Loops;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Activation;
import jacobi.op.ActivationBackward;
import jacobi.op.Binary;
import jacobi.op.Composite;
import jacobi.op.Copy;
import jacobi.op.HostDefault;
import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.op.Unary;
import jacobi.op.View;
import jacobi.op.Where;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Layout;

/// The elementwise ops, on every element type and operands of any strides.
public final class ElementwiseKernel {
  private ElementwiseKernel() {}

  /// Computes a call.
  public static void run(Op op, OpCall call, Workers workers) {
    run(loops(op, call), call, workers);
  }

  /// What computes a call.
  public static Runnable prepare(Op op, OpCall call, Workers workers) {
    Loops loops = loops(op, call);
    return isShort(call) ? () -> run(loops, call, workers) : walk(loops, call, workers);
  }

  private static Loops loops(Op op, OpCall call) {
    LoopTable table = LoopTable.shared();
    return switch (op) {
      case Unary unary -> table.unary(unary, Element.of(call.dtype()));
      case Binary binary -> table.binary(binary, Element.of(call.dtype()));
      case Where _ -> table.where(Element.of(call.in(1).dtype()));
      case Copy.Cast _ -> table.cast(Element.of(call.dtype()), Element.of(call.out().dtype()));
      case Activation f -> table.activation(f);
      case ActivationBackward(Activation f) -> table.activationBackward(f);
      case Primitive _, View _, HostDefault _, Composite _ ->
          throw new IllegalStateException(op.name() + " is not elementwise");
    };
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
    if (n > Walk.PART || (aStep | bStep | cStep) < 0) {
      walk(loops, call, workers).run();
      return;
    }
    Object to = y.host().array();
    Object first = a.host().array();
    Object second = b.host().array();
    Object third = c.host().array();
    loops.run(to, y.at(), first, a.at(), aStep, second, b.at(), bStep, third, c.at(), cStep, n);
  }

  /// Whether there is one part, of operands that are lines.
  private static boolean isShort(OpCall call) {
    boolean lines = call.out().count() <= Walk.PART;
    for (int k = 0; lines && k < call.inputs(); k++) {
      lines = line(call.in(k).layout()) >= 0;
    }
    return lines;
  }

  private static Runnable walk(Loops loops, OpCall call, Workers workers) {
    int second = call.inputs() > 1 ? 1 : 0;
    int third = call.inputs() > 2 ? 2 : 0;
    Layout b = call.in(second).layout();
    Layout c = call.in(third).layout();
    return Walk.of(call.out().layout(), call.in(0).layout(), b, c)
        .prepare(
            workers,
            Walk.PART,
            (count, at, step) ->
                loops.run(
                    call.out().host().array(),
                    at[0],
                    call.in(0).host().array(),
                    at[1],
                    step[1],
                    call.in(second).host().array(),
                    at[2],
                    step[2],
                    call.in(third).host().array(),
                    at[3],
                    step[3],
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
