package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Conv2d;
import jacobi.op.Conv2dBackwardWeight;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import java.util.Arrays;

/// The gradient of a convolution in its weights, `W̄ᵀ = Σₙ patches(X)·Ḡᵀ`.
///
/// It is summed up transposed, because cotangents are fewer elements to turn than patches. Images
/// are added in chunks, and the chunks in order; how many there are is a number of the shape, so
/// the bits do not depend on the workers.
public final class WeightGradientKernel {
  private static final int CHUNKS = 8;
  private static final int EXPONENT = 0x7F800000;

  private final Conv2d op;
  private final Patches patches;
  private final Planes planes;
  private final Operand g;
  private final Operand x;
  private final int outputs;
  private final int depth;

  private WeightGradientKernel(Conv2dBackwardWeight of, OpCall call) {
    op = of.of();
    g = call.in(0);
    x = call.in(1);
    patches = Patches.of(op, x.shape(), of.height(), of.width(), g.shape());
    planes = Planes.of(op, x.shape(), (int) of.height(), (int) of.width());
    outputs = (int) g.shape().size(1) / op.groups();
    depth = patches.depth();
  }

  /// Computes a call.
  public static void run(Conv2dBackwardWeight of, OpCall call, Workers workers) {
    var kernel = new WeightGradientKernel(of, call);
    int images = (int) call.in(1).shape().size(0);
    int elements = call.out().count();
    float[][] sums = new float[Math.clamp(images, 1, CHUNKS)][];
    for (int chunk = 0; chunk < sums.length; chunk++) {
      sums[chunk] = Room.borrow(elements);
    }
    workers.run(sums.length, chunk -> kernel.chunk(images, chunk, sums.length, sums[chunk]));
    for (int chunk = 1; chunk < sums.length; chunk++) {
      add(sums[chunk], sums[0], elements);
    }
    kernel.turn(sums[0], call.out());
    for (float[] sum : sums) {
      Room.giveBack(sum);
    }
  }

  private void chunk(int images, int chunk, int chunks, float[] sums) {
    int first = (int) ((long) images * chunk / chunks);
    int last = (int) ((long) images * (chunk + 1) / chunks);
    int groups = op.groups();
    int most = Math.max(planes.positions(), patches.positions());
    float[] padded = Room.borrow(planes.elements());
    float[] matrix = Room.borrow(depth * most);
    float[] wide = Room.borrow(outputs * most);
    if (first == last) {
      Arrays.fill(sums, 0, groups * depth * outputs, 0);
    }
    for (int item = first * groups; item < last * groups; item++) {
      boolean whole = gather(item, padded, matrix);
      int at = g.at() + item * outputs * patches.positions();
      if (whole) {
        planes.widen(g.floats(), at, outputs, wide);
      }
      int n = whole ? planes.positions() : patches.positions();
      var rows = Matrix.rowMajor(matrix, 0, n);
      var cotangent = Matrix.rowMajor(whole ? wide : g.floats(), whole ? 0 : at, n).transposed();
      var sum = Matrix.rowMajor(sums, item % groups * depth * outputs, outputs);
      boolean add = item >= (first + 1) * groups;
      Gemm.shared().f32(depth, outputs, n, rows, cotangent, sum, add);
    }
    Room.giveBack(wide);
    Room.giveBack(matrix);
    Room.giveBack(padded);
  }

  /// Writes the patches of an item down, if possible as they lie in the planes. What is of no
  /// meaning there meets a cotangent of 0, which leaves a sum as it is unless it meets infinity.
  ///
  /// @return whether they are those of the planes
  private boolean gather(int item, float[] padded, float[] matrix) {
    int at = x.at() + item * patches.elements();
    if (Planes.serve(op) && isFinite(x.floats(), at, patches.elements())) {
      int n = planes.positions();
      planes.load(x.floats(), at, padded);
      planes.copy(padded, 0, depth, 0, n, matrix, 0, n);
      return true;
    }
    patches.gather(x.floats(), at, matrix);
    return false;
  }

  private static boolean isFinite(float[] x, int at, int n) {
    int below = -1;
    for (int i = at; i < at + n; i++) {
      below &= (Float.floatToRawIntBits(x[i]) & EXPONENT) - EXPONENT;
    }
    return below < 0;
  }

  private static void add(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] += x[i];
    }
  }

  private void turn(float[] sums, Operand w) {
    float[] to = w.floats();
    int at = w.at();
    for (int row = 0; row < op.groups() * outputs; row++) {
      int from = row / outputs * depth * outputs + row % outputs;
      for (int q = 0; q < depth; q++, at++, from += outputs) {
        to[at] = sums[from];
      }
    }
  }
}
