package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.gemm.Scattered;
import jacobi.backend.cpu.parallel.Spare;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Conv2d;
import jacobi.op.Conv2dBackwardInput;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Shape;

/// Convolution by windows that slide by 1: the product reads its patches from [Planes], and there
/// is no matrix of them.
final class SlidingKernel {
  private final Planes planes;
  private final OpCall call;
  private final int groups;
  private final int outputs;
  private final Workers workers;
  private final Spare<Bench> benches = new Spare<>(Bench::new);
  private final Workers.Task item = this::item;

  private final float[] none = new float[0];

  /// Weights, while a call runs.
  private float[] weights = none;

  private int weightsAt;

  /// The matrices of one image.
  private final class Bench {
    final Matrix<float[]> weights = new Matrix<>();
    final Matrix<float[]> result = new Matrix<>();
    final Scattered<float[]> patches = new Scattered<>(none, 0, planes.offsets());
  }

  private SlidingKernel(Conv2d op, Planes planes, OpCall call, Workers workers) {
    this.planes = planes;
    this.call = call;
    this.workers = workers;
    groups = op.groups();
    outputs = (int) call.out().shape().size(1) / groups;
  }

  /// What computes `Y = W·patches(X)`.
  static Runnable forward(Conv2d op, OpCall call, Workers workers) {
    Shape w = call.in(1).shape();
    var planes = Planes.of(op, call.in(0).shape(), (int) w.size(2), (int) w.size(3));
    var kernel = new SlidingKernel(op, planes, call, workers);
    return () -> kernel.run(call.in(1).floats(), call.in(1).at());
  }

  /// What computes `X̄ = W′·patches(Ḡ)` with the windows of `W` turned by half, input and output
  /// channels exchanged: each element one chain over output channels and window.
  static Runnable backwardInput(Conv2dBackwardInput op, OpCall call, Workers workers) {
    Conv2d conv = op.of();
    Shape w = call.in(1).shape();
    int inputs = (int) w.size(1);
    int window = (int) (w.size(2) * w.size(3));
    var planes = Planes.back(conv, call.in(0).shape(), (int) w.size(2), (int) w.size(3));
    var kernel = new SlidingKernel(conv, planes, call, workers);
    return () -> {
      float[] turned = Room.borrow(call.in(1).count());
      turn(call.in(1), conv.groups(), planes.channels, inputs, window, turned);
      kernel.run(turned, 0);
      Room.giveBack(turned);
    };
  }

  /// `to[g, c, o, window − 1 − k] = w[g, o, c, k]`
  private static void turn(Operand w, int groups, int outputs, int inputs, int window, float[] to) {
    float[] from = w.floats();
    int at = w.at();
    for (int g = 0; g < groups; g++) {
      for (int o = 0; o < outputs; o++) {
        for (int c = 0; c < inputs; c++, at += window) {
          int last = ((g * inputs + c) * outputs + o + 1) * window - 1;
          for (int k = 0; k < window; k++) {
            to[last - k] = from[at + k];
          }
        }
      }
    }
  }

  private void run(float[] w, int at) {
    weights = w;
    weightsAt = at;
    workers.run((int) call.in(0).shape().size(0) * groups, item);
    weights = none;
  }

  private void item(int item) {
    Operand x = call.in(0);
    int depth = planes.depth();
    int span = planes.span();
    float[] padded = Room.borrow(planes.elements());
    float[] wide = Room.borrow(outputs * span);
    planes.load(x.floats(), x.at() + item * planes.image(), padded);
    Bench on = benches.take();
    on.weights.put(weights, weightsAt + item % groups * outputs * depth, depth);
    on.patches.put(padded);
    on.result.put(wide, 0, span);
    Gemm.shared().f32(outputs, span, depth, on.weights, on.patches, on.result, false);
    int at = call.out().at() + item * outputs * planes.results();
    planes.strip(wide, outputs, call.out().floats(), at);
    benches.give(on);
    Room.giveBack(wide);
    Room.giveBack(padded);
  }
}
