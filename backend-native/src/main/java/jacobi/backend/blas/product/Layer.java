package jacobi.backend.blas.product;

import jacobi.backend.blas.foreign.Gemm;
import jacobi.backend.blas.foreign.Panel;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.spi.OpCall;

/// `Y = X·Wᵀ + b`, in blocks of `Y`: the sums of a block start from the bias.
///
/// @param m rows of `X`
/// @param n rows of `W`
/// @param k columns of both
record Layer(int m, int n, int k, OpCall call) {
  static Layer of(OpCall call) {
    int n = (int) call.in(1).shape().size(0);
    int k = (int) call.in(1).shape().size(1);
    return new Layer(n == 0 ? 0 : call.out().count() / n, n, k, call);
  }

  /// Computes it.
  void run(Route route, Workers workers) {
    Grid grid = Grid.of(m, n, k, true, route.most());
    var x = panel(0, k, false);
    var w = panel(1, k, true);
    var y = new Panel(call.out().host().segment(), call.out().at(), n, false, Float.BYTES);
    workers.run(
        grid.count(),
        block -> {
          int row = grid.row(block);
          int column = grid.column(block);
          int height = grid.height(block);
          int width = grid.width(block);
          start(row, height, column, width);
          route
              .routine()
              .accept(
                  new Gemm(
                      height,
                      width,
                      k,
                      x.from(row, 0),
                      w.from(0, column),
                      y.from(row, column),
                      true));
        });
  }

  private Panel panel(int operand, int step, boolean transposed) {
    var in = call.in(operand);
    return new Panel(in.host().segment(), in.at(), step, transposed, Float.BYTES);
  }

  private void start(int row, int height, int column, int width) {
    float[] bias = call.in(2).floats();
    float[] y = call.out().floats();
    int from = call.in(2).at() + column;
    for (int i = row; i < row + height; i++) {
      System.arraycopy(bias, from, y, call.out().at() + i * n + column, width);
    }
  }
}
