package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.parallel.Spare;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Conv2d;
import jacobi.op.Conv2dBackwardWeight;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Shape;
import java.util.Arrays;

/// The gradient of a convolution in its weights, `W̄ᵀ = Σₙ patches(X)·Ḡᵀ`.
///
/// It is summed up transposed, because cotangents are mostly fewer elements to turn than patches;
/// where they are not, as for images of one channel, it is `W̄ = Σₙ Ḡ·patches(X)ᵀ`. Images are
/// added in chunks, and the chunks in order; how many there are is a number of the shape, so the
/// bits do not depend on the workers.
public final class WeightGradientKernel {
  private static final int CHUNKS = 8;

  /// Outputs whose cotangents are turned at once: as a matrix so narrow, a product reads them in
  /// place.
  private static final int BLOCK = 64;

  private static final int EXPONENT = 0x7F800000;

  private final Conv2d op;
  private final Patches patches;
  private final Planes planes;
  private final OpCall call;
  private final int images;
  private final int outputs;
  private final int depth;
  private final boolean turnsPatches;
  private final Spare<Bench> benches = new Spare<>(Bench::new);

  /// Of each chunk, while a call runs.
  private final float[][] sums;

  /// The matrices of one product.
  private static final class Bench {
    final Matrix<float[]> left = new Matrix<>();
    final Matrix<float[]> right = new Matrix<>();
    final Matrix<float[]> sum = new Matrix<>();
  }

  private WeightGradientKernel(Conv2dBackwardWeight of, OpCall call) {
    this.call = call;
    op = of.of();
    Shape x = call.in(1).shape();
    Shape g = call.in(0).shape();
    images = (int) x.size(0);
    patches = Patches.of(op, x, of.height(), of.width(), g);
    planes = Planes.of(op, x, (int) of.height(), (int) of.width());
    outputs = (int) g.size(1) / op.groups();
    depth = patches.depth();
    turnsPatches = depth < outputs;
    sums = new float[Math.clamp(images, 1, CHUNKS)][];
  }

  /// What computes a call.
  public static Runnable prepare(Conv2dBackwardWeight of, OpCall call, Workers workers) {
    var kernel = new WeightGradientKernel(of, call);
    Workers.Task chunks = kernel::chunk;
    return () -> kernel.run(chunks, workers);
  }

  private void run(Workers.Task chunks, Workers workers) {
    int elements = call.out().count();
    for (int chunk = 0; chunk < sums.length; chunk++) {
      sums[chunk] = Room.borrow(elements);
    }
    workers.run(sums.length, chunks);
    for (int chunk = 1; chunk < sums.length; chunk++) {
      add(sums[chunk], sums[0], elements);
    }
    store(sums[0], call.out());
    for (int chunk = 0; chunk < sums.length; chunk++) {
      Room.giveBack(sums[chunk]);
    }
  }

  private void chunk(int chunk) {
    float[] sums = this.sums[chunk];
    Operand x = call.in(1);
    int first = (int) ((long) images * chunk / this.sums.length);
    int last = (int) ((long) images * (chunk + 1) / this.sums.length);
    int groups = op.groups();
    float[] padded = Room.borrow(planes.elements());
    if (first == last) {
      Arrays.fill(sums, 0, groups * depth * outputs, 0);
    }
    for (int item = first * groups; item < last * groups; item++) {
      int at = x.at() + item * patches.elements();
      int sum = item % groups * depth * outputs;
      boolean add = item >= (first + 1) * groups;
      if (Planes.serve(op) && !turnsPatches && isFinite(x.floats(), at, patches.elements())) {
        planes.load(x.floats(), at, padded);
        sliding(item, padded, sums, sum, add);
      } else {
        gathered(item, sums, sum, add);
      }
    }
    Room.giveBack(padded);
  }

  /// Adds an item whose patches are read where they lie in the planes. What is of no meaning there
  /// meets a cotangent of 0, which leaves a sum as it is unless it meets infinity.
  private void sliding(int item, float[] padded, float[] sums, int sumAt, boolean add) {
    int plane = patches.positions();
    float[] turned = Room.borrow(Math.min(outputs, BLOCK) * planes.positions());
    Operand g = call.in(0);
    Bench on = benches.take();
    for (int o = 0; o < outputs; o += BLOCK) {
      int count = Math.min(BLOCK, outputs - o);
      planes.turn(g.floats(), g.at() + (item * outputs + o) * plane, count, turned);
      on.right.put(turned, 0, count);
      block(on, padded, count, sums, sumAt + o, add);
    }
    benches.give(on);
    Room.giveBack(turned);
  }

  private void block(Bench on, float[] padded, int count, float[] sums, int at, boolean add) {
    Planes.Family family = planes.family();
    int stretch = family.count() * family.rows();
    for (int q = 0; q < depth; q += stretch) {
      for (int row = q; row < q + family.rows(); row++) {
        on.left.put(padded, planes.offsets()[row], family.step());
        on.sum.put(sums, at + row * outputs, family.rows() * outputs);
        int positions = planes.positions();
        Gemm.shared().f32(family.count(), count, positions, on.left, on.right, on.sum, add);
      }
    }
  }

  /// Adds an item by the matrix of its patches.
  private void gathered(int item, float[] sums, int sumAt, boolean add) {
    int n = patches.positions();
    float[] matrix = Room.borrow(depth * n);
    Operand g = call.in(0);
    Operand x = call.in(1);
    patches.gather(x.floats(), x.at() + item * patches.elements(), matrix);
    Bench on = benches.take();
    if (turnsPatches) {
      on.left.put(g.floats(), g.at() + item * outputs * n, n);
      on.right.put(matrix, 0, 1, n);
      on.sum.put(sums, sumAt, depth);
      Gemm.shared().f32(outputs, depth, n, on.left, on.right, on.sum, add);
    } else {
      on.left.put(matrix, 0, n);
      on.right.put(g.floats(), g.at() + item * outputs * n, 1, n);
      on.sum.put(sums, sumAt, outputs);
      Gemm.shared().f32(depth, outputs, n, on.left, on.right, on.sum, add);
    }
    benches.give(on);
    Room.giveBack(matrix);
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

  private void store(float[] sums, Operand w) {
    float[] to = w.floats();
    int at = w.at();
    if (turnsPatches) {
      System.arraycopy(sums, 0, to, at, w.count());
      return;
    }
    for (int row = 0; row < op.groups() * outputs; row++) {
      int from = row / outputs * depth * outputs + row % outputs;
      for (int q = 0; q < depth; q++, at++, from += outputs) {
        to[at] = sums[from];
      }
    }
  }
}
