package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.spi.OpCall;

/// The fully connected layer.
public final class LayerKernel {
  private LayerKernel() {}

  /// `Y = X·Wᵀ + b`: the chains of the product start from the bias.
  public static void linear(OpCall call, Workers workers) {
    int in = (int) call.in(1).shape().size(1);
    int out = (int) call.in(1).shape().size(0);
    int rows = out == 0 ? 0 : call.out().count() / out;
    float[] bias = call.in(2).floats();
    float[] y = call.out().floats();
    int part = Math.max(Walk.PART / Math.max(out, 1), 1);
    workers.run(
        (rows + part - 1) / part,
        index -> {
          for (int r = index * part; r < Math.min(rows, (index + 1) * part); r++) {
            System.arraycopy(bias, call.in(2).at(), y, call.out().at() + r * out, out);
          }
        });
    var x = Matrix.rowMajor(call.in(0).floats(), call.in(0).at(), in);
    var w = Matrix.rowMajor(call.in(1).floats(), call.in(1).at(), in).transposed();
    var result = Matrix.rowMajor(y, call.out().at(), out);
    Gemm.shared().f32(rows, out, in, x, w, result, true);
  }
}
