package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.parallel.Pool;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Conv2d;
import jacobi.op.Conv2dBackwardInput;
import jacobi.op.Conv2dBackwardWeight;
import jacobi.spi.OpCall;
import jacobi.type.Shape;
import java.util.Arrays;

/// Convolution as products of weights and [Patches], image by image; only one image's patches exist
/// at a time on each worker.
public final class ConvolutionKernel {
  /// Images whose weight gradients are added up apart before they are put together, in order; a
  /// number of the shape alone, so that the bits do not depend on the workers.
  private static final int CHUNKS = 8;

  private ConvolutionKernel() {}

  private static float[] borrow(int elements) {
    float[] known = Shared.ROOM.take(elements);
    return known != null ? known : new float[elements];
  }

  /// `Y = W·patches(X)`
  public static void forward(Conv2d op, OpCall call, Workers workers) {
    Shape w = call.in(1).shape();
    Patches patches = Patches.of(op, call.in(0).shape(), w.size(2), w.size(3), call.out().shape());
    int outputs = (int) w.size(0) / op.groups();
    int images = (int) call.in(0).shape().size(0);
    int depth = patches.depth();
    int positions = patches.positions();
    float[] x = call.in(0).floats();
    float[] y = call.out().floats();
    workers.run(
        images,
        n -> {
          float[] matrix = borrow(depth * positions);
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
          Shared.ROOM.give(matrix);
        });
  }

  /// `X̄ = patchesᵀ(Wᵀ·Ḡ)`
  public static void backwardInput(Conv2dBackwardInput op, OpCall call, Workers workers) {
    Conv2d conv = op.of();
    Shape w = call.in(1).shape();
    Patches patches =
        Patches.of(conv, call.out().shape(), w.size(2), w.size(3), call.in(0).shape());
    int outputs = (int) w.size(0) / conv.groups();
    int images = (int) call.out().shape().size(0);
    int depth = patches.depth();
    int positions = patches.positions();
    float[] x = call.out().floats();
    workers.run(
        images,
        n -> {
          float[] matrix = borrow(depth * positions);
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
          Shared.ROOM.give(matrix);
        });
  }

  /// `W̄ = Σₙ Ḡ·patches(X)ᵀ`
  public static void backwardWeight(Conv2dBackwardWeight op, OpCall call, Workers workers) {
    Conv2d conv = op.of();
    Shape x = call.in(1).shape();
    Patches patches = Patches.of(conv, x, op.height(), op.width(), call.in(0).shape());
    int images = (int) x.size(0);
    int elements = call.out().count();
    int chunks = Math.max(Math.min(images, CHUNKS), 1);
    float[] sums = new float[chunks * elements];
    workers.run(
        chunks,
        chunk -> {
          int last = (int) ((long) images * (chunk + 1) / chunks);
          for (int n = (int) ((long) images * chunk / chunks); n < last; n++) {
            addImage(op, call, patches, n, sums, chunk * elements);
          }
        });
    float[] w = call.out().floats();
    int at = call.out().at();
    System.arraycopy(sums, 0, w, at, elements);
    for (int chunk = 1; chunk < chunks; chunk++) {
      for (int i = 0; i < elements; i++) {
        w[at + i] += sums[chunk * elements + i];
      }
    }
  }

  private static void addImage(
      Conv2dBackwardWeight op, OpCall call, Patches patches, int n, float[] sums, int at) {
    int groups = op.of().groups();
    int depth = patches.depth();
    int positions = patches.positions();
    int outputs = (int) call.in(0).shape().size(1) / groups;
    float[] matrix = borrow(depth * positions);
    for (int g = 0; g < groups; g++) {
      int item = n * groups + g;
      patches.gather(call.in(1).floats(), call.in(1).at() + item * patches.elements(), matrix);
      int gAt = call.in(0).at() + item * outputs * positions;
      var cotangent = Matrix.rowMajor(call.in(0).floats(), gAt, positions);
      var columns = Matrix.rowMajor(matrix, 0, positions).transposed();
      int to = at + g * outputs * depth;
      var sum = Matrix.rowMajor(sums, to, depth);
      Gemm.shared().f32(outputs, depth, positions, cotangent, columns, sum, true);
    }
    Shared.ROOM.give(matrix);
  }

  /// Room for patches between calls, one image's for each thread: there is one set of threads a
  /// process, so there is one of these.
  private static final class Shared {
    static final Pool<float[]> ROOM = new Pool<>(Workers.shared().threads(), room -> room.length);
  }
}
