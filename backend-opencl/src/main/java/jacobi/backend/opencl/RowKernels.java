package jacobi.backend.opencl;

import jacobi.op.LayerNorm;
import jacobi.spi.OpCall;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import org.jocl.cl_mem;

/// Rows of F32 that are dense: `rows.cl`.
final class RowKernels {
  /// Elements that a work item of a processor computes at least.
  private static final int WORK = 1 << 12;

  /// Columns that a work item of a processor sums up together.
  private static final int LANES = 16;

  /// Rows that are summed up before sums of sums are made.
  private static final int PART = 256;

  private RowKernels() {}

  /// Rows of a work group: a function of their length.
  static int per(int n, OpenClQueue queue) {
    return queue.device().isProcessor() ? Math.max(WORK / n, 1) : 1;
  }

  static Launch launch(String name, OpenClQueue queue) {
    return queue.launch(Program.ROWS, DType.F32, name);
  }

  static void run(Launch launch, int rows, int per, OpenClQueue queue) {
    launch.run((rows + per - 1L) / per * queue.group());
  }

  /// One operand, or two, and one result of the same shape.
  static void map(String name, OpCall call, OpenClQueue queue) {
    Shape shape = call.out().shape();
    int n = (int) shape.size(-1);
    int rows = (int) (shape.elements() / n);
    int per = per(n, queue);
    Launch launch = launch(name, queue);
    for (int i = 0; i < call.inputs(); i++) {
      launch.with(call.in(i));
    }
    run(launch.with(call.out()).with(rows).with(n).with(per), rows, per, queue);
  }

  static void crossEntropy(OpCall call, OpenClQueue queue) {
    int n = (int) call.in(0).shape().size(-1);
    int rows = (int) (call.in(0).shape().elements() / n);
    int per = per(n, queue);
    cl_mem share = queue.room(OpenClQueue.Room.PARTS, (long) rows * Float.BYTES);
    Launch launch =
        launch("CROSS_ENTROPY", queue)
            .with(call.in(0))
            .with(call.in(1))
            .with(share)
            .with(call.out(1))
            .with(rows)
            .with(n)
            .with(per)
            .with(IndexKernels.wide(call.in(1)))
            .with(IndexKernels.OPS.indexOf("CROSS_ENTROPY"))
            .with(queue.fault());
    run(launch, rows, per, queue);
    Layout shares = Shape.of(rows).layout();
    FoldKernels.sum(share, shares, new Axes(1), OpenClBuffer.of(call.out(0)), queue);
  }

  static void crossEntropyBackward(OpCall call, OpenClQueue queue) {
    int n = (int) call.in(1).shape().size(-1);
    int rows = (int) (call.in(1).shape().elements() / n);
    int per = per(n, queue);
    Launch launch =
        launch("CROSS_ENTROPY_BACKWARD", queue)
            .with(call.in(0))
            .with(call.in(1))
            .with(call.in(2))
            .with(call.in(3))
            .with(call.out())
            .with(rows)
            .with(n)
            .with(per)
            .with(IndexKernels.wide(call.in(2)))
            .with(IndexKernels.OPS.indexOf("CROSS_ENTROPY_BACKWARD"))
            .with(queue.fault());
    run(launch, rows, per, queue);
  }

  static void layerNorm(LayerNorm norm, OpCall call, OpenClQueue queue) {
    int n = (int) call.in(1).shape().elements();
    int rows = (int) (call.in(0).shape().elements() / n);
    int per = per(n, queue);
    Launch launch = launch("LAYER_NORM", queue);
    for (int i = 0; i < call.inputs(); i++) {
      launch.with(call.in(i));
    }
    for (int i = 0; i < call.outputs(); i++) {
      launch.with(call.out(i));
    }
    int eps = Float.floatToRawIntBits((float) norm.eps());
    run(launch.with(rows).with(n).with(per).with(eps), rows, per, queue);
  }

  static void layerNormBackward(OpCall call, OpenClQueue queue) {
    int n = (int) call.in(2).shape().elements();
    int rows = (int) (call.in(0).shape().elements() / n);
    int per = per(n, queue);
    Launch launch = launch("LAYER_NORM_BACKWARD", queue);
    for (int i = 0; i < call.inputs(); i++) {
      launch.with(call.in(i));
    }
    run(launch.with(call.out(0)).with(rows).with(n).with(per), rows, per, queue);
    int parts = (rows + PART - 1) / PART;
    cl_mem room = queue.room(OpenClQueue.Room.PARTS, 2L * parts * n * Float.BYTES);
    launch("LAYER_NORM_COLUMNS", queue)
        .with(call.in(0))
        .with(call.in(1))
        .with(call.in(3))
        .with(call.in(4))
        .with(room)
        .with(rows)
        .with(n)
        .with(PART)
        .run(queue.device().isProcessor() ? (n + LANES - 1) / LANES : n, parts);
    for (int i = 0; i < 2; i++) {
      long[] strides = {n, 1};
      Layout sums = Layout.of(Shape.of(parts, n), strides, (long) i * parts * n);
      FoldKernels.sum(room, sums, new Axes(1), OpenClBuffer.of(call.out(1 + i)), queue);
    }
  }
}
