package jacobi.backend.opencl;

import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;

/// The matrix product: `product.cl`.
final class ProductKernels {
  /// Fewer rows or columns than this leave most of a block idle.
  private static final int SMALL = 16;

  private ProductKernels() {}

  /// True if a layer is one product that is added to its bias.
  static boolean serves(Shape x, Shape w, OpenClDevice device) {
    long rows = x.elements() / x.size(-1);
    return PanelProduct.serves(DType.F32, rows, w.size(0), w.size(1), device);
  }

  /// `Y = b, repeated`, then `Y += X·Wᵀ`.
  static void linear(OpCall call, OpenClQueue queue) {
    Operand x = call.in(0);
    Operand w = call.in(1);
    Operand b = call.in(2);
    long in = w.shape().size(1);
    Shape rows = Shape.of(x.shape().elements() / in, in);
    Shape result = Shape.of(rows.size(0), w.shape().size(0));
    Operand y = new Operand(call.out().buffer(), result.layout());
    Operand bias = new Operand(b.buffer(), b.layout().expand(result));
    MoveKernels.copy(bias, y, queue);
    Operand left = new Operand(x.buffer(), rows.layout());
    Operand right = new Operand(w.buffer(), w.layout().permute(1, 0));
    Operand[] operands = {left, right};
    PanelProduct.run(new OpCall(call.op(), operands, new Operand[] {y}, null), true, queue);
  }

  static void matmul(OpCall call, OpenClQueue queue) {
    Layout a = call.in(0).layout();
    Layout b = call.in(1).layout();
    long rows = a.shape().size(-2);
    long columns = b.shape().size(-1);
    long depth = a.shape().size(-1);
    if (PanelProduct.serves(call.dtype(), rows, columns, depth, queue.device())) {
      PanelProduct.run(call, false, queue);
      return;
    }
    Axes matrix = new Axes(3 << (a.shape().rank() - 2));
    Layout left = Ways.part(a, matrix, false);
    Walk batches = Walk.of(left, Ways.part(b, matrix, false));
    int m = (int) rows;
    int n = (int) columns;
    int batch = (int) left.shape().elements();
    int side = queue.blocks(call.dtype()).side();
    boolean blocks = !queue.device().isProcessor() && m >= SMALL && n >= SMALL;
    Program.Tile tile = blocks ? new Program.Tile(side, side) : Program.tile(call.dtype());
    long tiles =
        (long) ((m + tile.rows() - 1) / tile.rows())
            * ((n + tile.columns() - 1) / tile.columns())
            * batch;
    queue
        .launch(Program.PRODUCT, call.dtype(), blocks ? "BLOCKS" : "MATMUL")
        .with(call.in(0))
        .with(call.in(1))
        .with(call.out())
        .with(batches)
        .with(m, n, (int) depth, batch)
        .with((int) a.stride(-2), (int) a.stride(-1), (int) b.stride(-2), (int) b.stride(-1))
        .run(blocks ? tiles * queue.group() : tiles);
  }
}
