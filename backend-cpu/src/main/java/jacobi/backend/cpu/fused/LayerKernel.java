package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;

/// The fully connected layer.
public final class LayerKernel {
  private final OpCall call;
  private final Workers workers;
  private final int in;
  private final int out;
  private final int rows;

  /// Rows of a part.
  private final int part;

  private final Workers.Task start = this::start;
  private final Matrix<float[]> x = new Matrix<>();
  private final Matrix<float[]> w = new Matrix<>();
  private final Matrix<float[]> y = new Matrix<>();

  private LayerKernel(OpCall call, Workers workers) {
    this.call = call;
    this.workers = workers;
    in = (int) call.in(1).shape().size(1);
    out = (int) call.in(1).shape().size(0);
    rows = out == 0 ? 0 : call.out().count() / out;
    part = Math.max(Walk.PART / Math.max(out, 1), 1);
  }

  /// What computes `Y = X·Wᵀ + b`: the chains of the product start from the bias.
  public static Runnable linear(OpCall call, Workers workers) {
    return new LayerKernel(call, workers)::run;
  }

  private void run() {
    workers.run((rows + part - 1) / part, start);
    x.put(call.in(0).floats(), call.in(0).at(), in);
    w.put(call.in(1).floats(), call.in(1).at(), 1, in);
    y.put(call.out().floats(), call.out().at(), out);
    Gemm.shared().f32(rows, out, in, x, w, y, true);
  }

  private void start(int index) {
    Operand bias = call.in(2);
    float[] to = call.out().floats();
    for (int r = index * part; r < Math.min(rows, (index + 1) * part); r++) {
      System.arraycopy(bias.floats(), bias.at(), to, call.out().at() + r * out, out);
    }
  }
}
