package jacobi.backend.cpu.move;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.code.LoopTable;
import jacobi.backend.cpu.code.Loops;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Pool;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;

/// Calls of narrow operands by kernels of wider ones: F16 and BF16 go as F32, I8 and U8 as I32, and
/// the result is rounded, or wraps, once, whatever was added up.
public final class Widening {
  /// Arrays that are kept: those of an operand, another one and a result.
  private static final int KEPT = 3;

  /// Elements of the longest array that is kept, 16 MiB.
  private static final int LONGEST = 1 << 22;

  private static final Pool<float[]> POOL = new Pool<>(KEPT, room -> room.length);

  private Widening() {}

  /// A kernel's entry.
  @FunctionalInterface
  public interface Kernel {
    /// Computes a call.
    void run(OpCall call);
  }

  /// Computes a call, narrow operands by way of wide ones.
  public static void run(OpCall call, Workers workers, Kernel kernel) {
    if (wide(call.dtype()) == call.dtype()) {
      kernel.run(call);
      return;
    }
    Operand[] in = new Operand[call.inputs()];
    for (int i = 0; i < in.length; i++) {
      in[i] = widened(call.in(i), workers);
    }
    Operand to = call.out();
    DType type = wide(to.dtype());
    boolean fits = type == to.dtype();
    Operand out = fits ? to : new Operand(room(type, to.count()), to.shape().layout());
    var inner = new OpCall(call.op(), in, new Operand[] {out}, call.scratch());
    kernel.run(inner);
    if (inner.fault() != null) {
      call.report(inner.fault());
    }
    if (!fits) {
      cast(out, to, workers);
      giveBack(call.out(), out);
    }
    for (int i = 0; i < in.length; i++) {
      giveBack(call.in(i), in[i]);
    }
  }

  /// A buffer of any content.
  private static HostBuffer room(DType type, long elements) {
    float[] kept = type == DType.F32 && elements <= LONGEST ? POOL.take((int) elements) : null;
    return kept != null ? HostBuffer.over(kept) : HostBuffer.of(type, elements);
  }

  private static void giveBack(Operand narrow, Operand wide) {
    if (wide.dtype() == DType.F32
        && narrow.dtype() != DType.F32
        && wide.floats().length <= LONGEST) {
      POOL.give(wide.floats());
    }
  }

  private static DType wide(DType type) {
    return switch (type) {
      case F64, F32, I64, I32, BOOL -> type;
      case F16, BF16 -> DType.F32;
      case I8, U8 -> DType.I32;
    };
  }

  /// An operand with each of its elements once, in the order in which they lay.
  private static Operand widened(Operand x, Workers workers) {
    DType type = wide(x.dtype());
    if (type == x.dtype()) {
      return x;
    }
    Shape shape = x.shape();
    int[] order = StridedCopy.order(x.layout());
    long[] sizes = shape.sizes();
    long[] strides = new long[sizes.length];
    long elements = 1;
    for (int i = order.length - 1; i >= 0; i--) {
      int axis = order[i];
      if (x.layout().stride(axis) == 0 && sizes[axis] > 0) {
        sizes[axis] = 1;
      } else {
        strides[axis] = elements;
        elements *= sizes[axis];
      }
    }
    Shape once = Shape.of(sizes);
    HostBuffer room = room(type, elements);
    Layout from = Layout.of(once, x.layout().strides(), x.at()).permute(order);
    Layout to = Layout.of(once, strides, 0).permute(order);
    cast(new Operand(x.buffer(), from), new Operand(room, to), workers);
    return new Operand(room, Layout.of(shape, strides, 0));
  }

  private static void cast(Operand from, Operand to, Workers workers) {
    Loops loops = LoopTable.shared().cast(Element.of(from.dtype()), Element.of(to.dtype()));
    Object x = from.host().array();
    Object y = to.host().array();
    Walk.of(to.layout(), from.layout())
        .run(
            workers,
            (count, at, step) -> loops.run(y, at[0], x, at[1], step[1], x, 0, 0, x, 0, 0, count));
  }
}
