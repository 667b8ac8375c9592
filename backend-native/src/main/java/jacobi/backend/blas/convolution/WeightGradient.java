package jacobi.backend.blas.convolution;

import jacobi.backend.blas.foreign.Primitive.Role;
import jacobi.backend.blas.foreign.Window;
import jacobi.backend.cpu.parallel.Pool;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;

/// The gradient in the weights: chunks of images, each summed up by oneDNN, and the chunks in
/// order. How many there are is a number of the shape, so the bits do not depend on the workers.
final class WeightGradient {
  private static final int CHUNKS = 8;

  /// Elements that one part of adding chunks has.
  private static final int PART = 1 << 14;

  private final Plans plans;
  private final Workers workers;
  private final Pool<float[]> rooms = new Pool<>(CHUNKS, room -> room.length);

  WeightGradient(Plans plans, Workers workers) {
    this.plans = plans;
    this.workers = workers;
  }

  /// Computes it, if oneDNN can.
  ///
  /// @return whether it was computed
  boolean run(Window all, OpCall call) {
    int images = all.images();
    int chunks = Math.min(images, CHUNKS);
    Plan small = plans.of(all.of(images / chunks), Role.WEIGHTS_GRADIENT);
    Plan large = plans.of(all.of(Math.ceilDiv(images, chunks)), Role.WEIGHTS_GRADIENT);
    if (small == null || large == null) {
      return false;
    }
    float[][] sums = new float[chunks][];
    for (int chunk = 0; chunk < chunks; chunk++) {
      float[] kept = rooms.take(all.wElements());
      sums[chunk] = kept != null ? kept : new float[all.wElements()];
    }
    workers.run(
        chunks,
        chunk -> {
          int from = (int) ((long) images * chunk / chunks);
          int count = (int) ((long) images * (chunk + 1) / chunks) - from;
          sum(count == small.window.images() ? small : large, call, from, sums[chunk]);
        });
    add(sums, call.out(), all.wElements());
    for (float[] sum : sums) {
      rooms.give(sum);
    }
    return true;
  }

  private static void sum(Plan plan, OpCall call, int from, float[] to) {
    Window window = plan.window;
    Operand g = call.in(0);
    Operand x = call.in(1);
    int gs = window.yElements();
    int xs = window.xElements();
    Lane lane = plan.borrowLane();
    lane.first().load(g.floats(), g.at() + from * gs, window.images() * gs);
    lane.second().load(x.floats(), x.at() + from * xs, window.images() * xs);
    lane.run();
    lane.result().store(to, 0, window.wElements());
    plan.giveBack(lane);
  }

  private void add(float[][] sums, Operand w, int elements) {
    workers.run(
        Math.ceilDiv(elements, PART),
        part -> {
          int from = part * PART;
          int count = Math.min(PART, elements - from);
          float[] first = sums[0];
          for (int chunk = 1; chunk < sums.length; chunk++) {
            add(sums[chunk], first, from, count);
          }
          System.arraycopy(first, from, w.floats(), w.at() + from, count);
        });
  }

  private static void add(float[] x, float[] y, int from, int count) {
    for (int i = from; i < from + count; i++) {
      y[i] += x[i];
    }
  }
}
