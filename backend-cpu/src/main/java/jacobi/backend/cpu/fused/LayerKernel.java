package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.spi.OpCall;

/// The fully connected layer and its activation.
public final class LayerKernel {
  private LayerKernel() {}

  /// `Y = X·Wᵀ + b`: the chains of the product start from the bias.
  public static void linear(OpCall call) {
    int in = (int) call.in(1).shape().size(1);
    int out = (int) call.in(1).shape().size(0);
    int rows = out == 0 ? 0 : call.out().count() / out;
    float[] bias = call.in(2).floats();
    float[] y = call.out().floats();
    for (int r = 0; r < rows; r++) {
      System.arraycopy(bias, call.in(2).at(), y, call.out().at() + r * out, out);
    }
    var x = Matrix.rowMajor(call.in(0).floats(), call.in(0).at(), in);
    var w = Matrix.rowMajor(call.in(1).floats(), call.in(1).at(), in).transposed();
    var result = Matrix.rowMajor(y, call.out().at(), out);
    Gemm.shared().f32(rows, out, in, x, w, result, true);
  }

  /// `y = x ≤ 0 ? 0 : x`
  public static void relu(OpCall call, Workers workers) {
    float[] x = call.in(0).floats();
    float[] y = call.out().floats();
    Walk.of(call.out().layout(), call.in(0).layout())
        .run(
            workers,
            (count, at, step) -> {
              if (at[0] == at[1]) {
                for (int i = at[0]; i < at[0] + count; i++) {
                  y[i] = Math.max(x[i], 0);
                }
                return;
              }
              for (int i = 0; i < count; i++) {
                y[at[0] + i] = Math.max(x[at[1] + i], 0);
              }
            });
  }

  /// `x̄ = y ≤ 0 ? 0 : ḡ`
  public static void reluBackward(OpCall call, Workers workers) {
    float[] g = call.in(0).floats();
    float[] y = call.in(1).floats();
    float[] x = call.out().floats();
    Walk.of(call.out().layout(), call.in(0).layout(), call.in(1).layout())
        .run(
            workers,
            (count, at, step) -> {
              for (int i = 0; i < count; i++) {
                x[at[0] + i] = y[at[2] + i] <= 0 ? 0 : g[at[1] + i];
              }
            });
  }
}
