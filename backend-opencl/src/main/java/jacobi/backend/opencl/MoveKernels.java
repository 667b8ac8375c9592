package jacobi.backend.opencl;

import jacobi.op.Fill;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.DType;
import java.lang.foreign.MemorySegment;

/// What moves elements and does not look at them: `move.cl`.
final class MoveKernels {
  private MoveKernels() {}

  static void full(Fill.Full fill, OpCall call, OpenClQueue queue) {
    DType dtype = call.out().dtype();
    long at = call.out().layout().offset() * dtype.bytes();
    long bytes = call.out().shape().elements() * dtype.bytes();
    queue.fill(OpenClBuffer.of(call.out()), words(fill, dtype), dtype.bytes(), at, bytes);
  }

  /// The number as it lies in memory, in the first bytes of two words.
  static int[] words(Fill.Full fill, DType dtype) {
    HostBuffer one = HostBuffer.of(dtype, 1);
    if (dtype.isFloat()) {
      one.setDouble(0, fill.value().doubleValue());
    } else {
      one.setLong(0, fill.value().longValue());
    }
    int[] pattern = new int[2];
    MemorySegment.ofArray(pattern).copyFrom(one.segment());
    return pattern;
  }

  /// The first operand to the result, whatever the other operands are.
  static void copy(OpCall call, OpenClQueue queue) {
    copy(call.in(0), call.out(), queue);
  }

  static void copy(Operand x, Operand y, OpenClQueue queue) {
    Walk walk = Ways.shared(Walk.of(x.layout(), y.layout()), queue);
    queue.launch(Program.MOVE, x.dtype(), "COPY").with(x).with(y).with(walk).run(walk.workItems());
  }

  static void where(OpCall call, OpenClQueue queue) {
    Walk walk = Ways.elementwise(call, queue);
    queue
        .launch(Program.MOVE, call.out().dtype(), "WHERE")
        .with(call.in(0))
        .with(call.in(1))
        .with(call.in(2))
        .with(call.out())
        .with(walk)
        .run(walk.workItems());
  }
}
