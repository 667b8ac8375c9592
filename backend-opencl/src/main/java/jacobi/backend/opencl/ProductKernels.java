package jacobi.backend.opencl;

import jacobi.spi.OpCall;
import jacobi.type.Axes;
import jacobi.type.Layout;

/// The matrix product: `product.cl`.
final class ProductKernels {
  private ProductKernels() {}

  static void matmul(OpCall call, OpenClQueue queue) {
    if (PanelProduct.serves(call, queue)) {
      PanelProduct.run(call, queue);
      return;
    }
    Layout a = call.in(0).layout();
    Layout b = call.in(1).layout();
    Axes matrix = new Axes(3 << (a.shape().rank() - 2));
    Layout left = Ways.part(a, matrix, false);
    Walk batches = Walk.of(left, Ways.part(b, matrix, false));
    int m = (int) a.shape().size(-2);
    int n = (int) b.shape().size(-1);
    int batch = (int) left.shape().elements();
    Program.Tile tile = Program.tile(call.dtype());
    long tiles =
        (long) ((m + tile.rows() - 1) / tile.rows())
            * ((n + tile.columns() - 1) / tile.columns())
            * batch;
    queue
        .launch(Program.PRODUCT, call.dtype(), "MATMUL")
        .with(call.in(0))
        .with(call.in(1))
        .with(call.out())
        .with(batches)
        .with(m, n, (int) a.shape().size(-1), batch)
        .with(
            (int) a.stride(-2),
            (int) a.stride(-1),
            (int) b.stride(-2),
            (int) b.stride(-1))
        .run(tiles);
  }
}
