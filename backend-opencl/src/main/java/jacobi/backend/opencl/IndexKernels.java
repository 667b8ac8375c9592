package jacobi.backend.opencl;

import jacobi.op.Gather;
import jacobi.op.ScatterAdd;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.List;

/// Picking and adding at indices: of `move.cl` and `fold.cl`. An index out of range is noted on the
/// device and told when the queue is next waited for.
final class IndexKernels {
  /// The ops that read indices, by the number that their kernels note.
  static final List<String> OPS =
      List.of("GATHER", "SCATTER_ADD", "CROSS_ENTROPY", "CROSS_ENTROPY_BACKWARD");

  private IndexKernels() {}

  static void gather(Gather op, OpCall call, OpenClQueue queue) {
    Layout x = call.in(0).layout();
    Layout index = call.in(1).layout();
    Layout still = Ways.along(x, op.axis(), index.shape());
    Walk walk = Ways.shared(Walk.of(still, index, call.out().layout()), queue);
    queue
        .launch(Program.MOVE, call.dtype(), "GATHER")
        .with(call.in(0))
        .with(call.in(1))
        .with(call.out())
        .with(walk)
        .with(wide(call.in(1)))
        .with((int) x.shape().size(op.axis()))
        .with((int) x.stride(op.axis()))
        .with(OPS.indexOf(op.name()))
        .with(queue.fault())
        .run(walk.workItems());
  }

  /// What tells a kernel how wide indices are.
  static int wide(Operand index) {
    return index.dtype() == DType.I64 ? 1 : 0;
  }

  /// The result begins as a copy of `x`; then each line along the axis is one work item's, or
  /// several lines beside each other are.
  static void scatterAdd(ScatterAdd op, OpCall call, OpenClQueue queue) {
    MoveKernels.copy(call, queue);
    int axis = op.axis();
    Layout index = call.in(1).layout();
    Layout u = call.in(2).layout();
    Layout y = call.out().layout();
    Shape lines = index.shape().without(axis);
    if (index.shape().elements() == 0 || lines.elements() == 0) {
      return;
    }
    Axes along = Axes.of(index.shape(), axis);
    Walk walk =
        Walk.of(
            Ways.part(u, along, false), Ways.part(index, along, false), Ways.part(y, along, false));
    walk.cut(queue.device().isProcessor() ? 16 : 1, 1);
    queue
        .launch(Program.FOLD, call.dtype(), "SCATTER_ADD")
        .with(call.in(2))
        .with(call.in(1))
        .with(call.out())
        .with(walk)
        .with(wide(call.in(1)))
        .with(
            (int) index.shape().size(axis),
            (int) u.stride(axis),
            (int) index.stride(axis),
            (int) y.stride(axis))
        .with((int) y.shape().size(axis))
        .with(OPS.indexOf(op.name()))
        .with(queue.fault())
        .run(walk.workItems());
  }
}
