package jacobi.backend.opencl;

import jacobi.op.Copy;
import jacobi.spi.OpCall;
import jacobi.type.DType;

/// Functions of one and two arguments, casts, counting up: `elementwise.cl`.
final class ElementwiseKernels {
  private ElementwiseKernels() {}

  static void unary(String name, OpCall call, OpenClQueue queue) {
    Walk walk = Ways.elementwise(call, queue);
    queue
        .launch(Program.ELEMENTWISE, call.dtype(), name)
        .with(call.in(0))
        .with(call.out())
        .with(walk)
        .run(walk.workItems());
  }

  static void binary(String name, OpCall call, OpenClQueue queue) {
    Walk walk = Ways.elementwise(call, queue);
    queue
        .launch(Program.ELEMENTWISE, call.dtype(), name)
        .with(call.in(0))
        .with(call.in(1))
        .with(call.out())
        .with(walk)
        .run(walk.workItems());
  }

  static void cast(Copy.Cast cast, OpCall call, OpenClQueue queue) {
    if (cast.to() == call.dtype()) {
      MoveKernels.copy(call, queue);
    } else {
      unary("CAST_" + cast.to(), call, queue);
    }
  }

  static void iota(OpCall call, OpenClQueue queue) {
    DType dtype = call.out().dtype();
    Walk walk = Ways.shared(Walk.of(call.out().layout()), queue);
    queue
        .launch(Program.ELEMENTWISE, dtype, "IOTA")
        .with(call.out())
        .with(walk)
        .run(walk.workItems());
  }
}
