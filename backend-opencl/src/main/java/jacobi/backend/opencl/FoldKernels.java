package jacobi.backend.opencl;

import jacobi.op.ArgReduce;
import jacobi.op.Fold;
import jacobi.op.Reduce;
import jacobi.spi.OpCall;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import org.jocl.cl_mem;

/// Reductions, the search for the greatest and least, overlap-add: `fold.cl`.
final class FoldKernels {
  /// Outputs beside each other that a work item of a processor folds together.
  private static final int LANES = 16;

  /// Elements of an output below which its fold is not shared.
  private static final int SHARE = 1 << 14;

  /// Work items that keep a GPU busy.
  private static final int BUSY = 1 << 15;

  private FoldKernels() {}

  /// How the elements of one output are shared; a function of the shape alone, for the order of
  /// additions is.
  private static int parts(long outputs, long total, OpenClQueue queue) {
    if (queue.device().isProcessor()) {
      return outputs >= LANES * 8L ? 1 : (int) ((total + SHARE - 1) / SHARE);
    }
    return (int) Math.clamp(BUSY / outputs, 1, Math.max(total / 32, 1));
  }

  static void reduce(Reduce op, OpCall call, OpenClQueue queue) {
    cl_mem from = OpenClBuffer.of(call.in(0));
    cl_mem to = OpenClBuffer.of(call.out());
    String name = op.kind().name();
    reduce(name, call.dtype(), from, call.in(0).layout(), op.axes(), to, queue);
  }

  /// The sum of F32 over some axes, without a room of its own.
  static void sum(cl_mem from, Layout x, Axes axes, cl_mem to, OpenClQueue queue) {
    Layout kept = Ways.part(x, axes, false);
    stage("SUM", DType.F32, from, kept, Ways.part(x, axes, true), 1, to, queue);
  }

  private static void reduce(
      String name, DType dtype, cl_mem from, Layout x, Axes axes, cl_mem to, OpenClQueue queue) {
    Layout kept = Ways.part(x, axes, false);
    Layout folded = Ways.part(x, axes, true);
    long outputs = kept.shape().elements();
    int parts = parts(outputs, folded.shape().elements(), queue);
    if (parts <= 1) {
      stage(name, dtype, from, kept, folded, 1, to, queue);
      return;
    }
    cl_mem room = queue.room(OpenClQueue.Room.PARTS, parts * outputs * dtype.bytes());
    stage(name, dtype, from, kept, folded, parts, room, queue);
    Layout partial = Shape.of(parts, outputs).layout();
    Axes first = new Axes(1);
    Layout columns = Ways.part(partial, first, false);
    stage(name, dtype, room, columns, Ways.part(partial, first, true), 1, to, queue);
  }

  private static void stage(
      String name,
      DType dtype,
      cl_mem from,
      Layout kept,
      Layout folded,
      int parts,
      cl_mem to,
      OpenClQueue queue) {
    Walk walk = Walk.of(kept);
    Walk inside = Walk.of(folded);
    int outputs = (int) kept.shape().elements();
    int total = (int) folded.shape().elements();
    Launch launch = queue.launch(Program.FOLD, dtype, name).with(from).with(to);
    if (!queue.device().isProcessor()) {
      launch
          .with(walk.cut(1, 1))
          .with(inside)
          .with(outputs)
          .with(parts)
          .with(total)
          .run((long) outputs * parts);
      return;
    }
    boolean beside = walk.step(0) == 1 && walk.inner() > 1 && inside.step(0) != 1;
    int chunk = beside ? LANES : 1;
    walk.cut(chunk, Math.max(1, 2048 / Math.max(total / parts, 1)));
    int length = (total + parts - 1) / parts;
    launch
        .with(walk)
        .with(inside)
        .with(outputs)
        .with(length)
        .with(total)
        .run(walk.workItems(), parts);
  }

  static void argReduce(ArgReduce op, OpCall call, OpenClQueue queue) {
    Layout x = call.in(0).layout();
    Axes axis = Axes.of(x.shape(), op.axis());
    Walk walk = Walk.of(Ways.part(x, axis, false), call.out().layout());
    int size = (int) x.shape().size(op.axis());
    walk.cut(queue.device().isProcessor() ? 64 : 1, 1);
    queue
        .launch(Program.FOLD, call.dtype(), op.name())
        .with(call.in(0))
        .with(call.out())
        .with(walk)
        .with(size)
        .with((int) x.stride(op.axis()))
        .run(walk.workItems());
  }

  static void fold(Fold op, OpCall call, OpenClQueue queue) {
    Layout x = call.in(0).layout();
    Layout y = call.out().layout();
    int axis = op.axis();
    Layout still = Layout.of(y.shape(), still(x, axis), x.offset());
    Walk walk = Ways.shared(Walk.of(still, y), queue);
    queue
        .launch(Program.FOLD, call.dtype(), "FOLD")
        .with(call.in(0))
        .with(call.out())
        .with(walk)
        .with(
            (int) x.shape().size(axis),
            (int) x.shape().size(-1),
            (int) op.step(),
            (int) op.dilation())
        .with(
            (int) y.shape().size(axis),
            (int) y.stride(axis),
            (int) x.stride(axis),
            (int) x.stride(-1))
        .run(walk.workItems());
  }

  /// The strides of windows of which axis `axis` and the last stand still.
  private static long[] still(Layout x, int axis) {
    long[] strides = java.util.Arrays.copyOf(x.strides(), x.shape().rank() - 1);
    strides[axis] = 0;
    return strides;
  }
}
