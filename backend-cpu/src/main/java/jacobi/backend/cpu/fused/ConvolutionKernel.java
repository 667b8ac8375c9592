package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Conv2d;
import jacobi.op.Conv2dBackwardInput;
import jacobi.spi.OpCall;
import jacobi.type.Shape;
import java.util.Arrays;

/// Convolution as products of weights and [Patches], image by image; only one image's patches exist
/// at a time on each worker.
public final class ConvolutionKernel {
  private ConvolutionKernel() {}

  /// What computes `Y = W·patches(X)`.
  public static Runnable forward(Conv2d op, OpCall call, Workers workers) {
    if (Planes.serve(op) && call.in(1).count() > 0) {
      return SlidingKernel.forward(op, call, workers);
    }
    Shape w = call.in(1).shape();
    Patches patches = Patches.of(op, call.in(0).shape(), w.size(2), w.size(3), call.out().shape());
    int outputs = (int) w.size(0) / op.groups();
    int images = (int) call.in(0).shape().size(0);
    int depth = patches.depth();
    int positions = patches.positions();
    Workers.Task image =
        n -> {
          float[] x = call.in(0).floats();
          float[] y = call.out().floats();
          float[] matrix = Room.borrow(depth * positions);
          for (int g = 0; g < op.groups(); g++) {
            int item = n * op.groups() + g;
            patches.gather(x, call.in(0).at() + item * patches.elements(), matrix);
            int wAt = call.in(1).at() + g * outputs * depth;
            var weights = Matrix.rowMajor(call.in(1).floats(), wAt, depth);
            var columns = Matrix.rowMajor(matrix, 0, positions);
            int at = call.out().at() + item * outputs * positions;
            var result = Matrix.rowMajor(y, at, positions);
            Gemm.shared().f32(outputs, positions, depth, weights, columns, result, false);
          }
          Room.giveBack(matrix);
        };
    return () -> workers.run(images, image);
  }

  /// What computes `X̄ = patchesᵀ(Wᵀ·Ḡ)`.
  public static Runnable backwardInput(Conv2dBackwardInput op, OpCall call, Workers workers) {
    Conv2d conv = op.of();
    Shape w = call.in(1).shape();
    if (Planes.serveBack(conv, w) && w.elements() > 0) {
      return SlidingKernel.backwardInput(op, call, workers);
    }
    Patches patches =
        Patches.of(conv, call.out().shape(), w.size(2), w.size(3), call.in(0).shape());
    int outputs = (int) w.size(0) / conv.groups();
    int images = (int) call.out().shape().size(0);
    int depth = patches.depth();
    int positions = patches.positions();
    Workers.Task image =
        n -> {
          float[] x = call.out().floats();
          float[] matrix = Room.borrow(depth * positions);
          for (int g = 0; g < conv.groups(); g++) {
            int item = n * conv.groups() + g;
            int wAt = call.in(1).at() + g * outputs * depth;
            var weights = Matrix.rowMajor(call.in(1).floats(), wAt, depth).transposed();
            int gAt = call.in(0).at() + item * outputs * positions;
            var cotangent = Matrix.rowMajor(call.in(0).floats(), gAt, positions);
            var result = Matrix.rowMajor(matrix, 0, positions);
            Gemm.shared().f32(depth, positions, outputs, weights, cotangent, result, false);
            int xAt = call.out().at() + item * patches.elements();
            Arrays.fill(x, xAt, xAt + patches.elements(), 0);
            patches.scatter(matrix, x, xAt);
          }
          Room.giveBack(matrix);
        };
    return () -> workers.run(images, image);
  }
}
