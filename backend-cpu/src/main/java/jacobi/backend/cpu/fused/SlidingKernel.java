package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.gemm.Scattered;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Conv2d;
import jacobi.op.Conv2dBackwardInput;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Shape;

/// Convolution by windows that slide by 1: the product reads its patches from [Planes], and there
/// is no matrix of them.
final class SlidingKernel {
  private SlidingKernel() {}

  /// `Y = W·patches(X)`
  static void forward(Conv2d op, OpCall call, Workers workers) {
    Shape w = call.in(1).shape();
    var planes = Planes.of(op, call.in(0).shape(), (int) w.size(2), (int) w.size(3));
    float[] weights = call.in(1).floats();
    run(op, planes, call.in(0), weights, call.in(1).at(), call.out(), workers);
  }

  /// `X̄ = W′·patches(Ḡ)` with the windows of `W` turned by half, input and output channels
  /// exchanged: each element one chain over output channels and window.
  static void backwardInput(Conv2dBackwardInput op, OpCall call, Workers workers) {
    Conv2d conv = op.of();
    Shape w = call.in(1).shape();
    int window = (int) (w.size(2) * w.size(3));
    var planes = Planes.back(conv, call.in(0).shape(), (int) w.size(2), (int) w.size(3));
    float[] turned = Room.borrow(call.in(1).count());
    turn(call.in(1), conv.groups(), planes.channels, (int) w.size(1), window, turned);
    run(conv, planes, call.in(0), turned, 0, call.out(), workers);
    Room.giveBack(turned);
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

  private static void run(
      Conv2d op, Planes planes, Operand x, float[] w, int wAt, Operand y, Workers workers) {
    int outputs = (int) y.shape().size(1) / op.groups();
    int depth = planes.depth();
    int span = planes.span();
    int results = outputs * planes.results();
    workers.run(
        (int) x.shape().size(0) * op.groups(),
        item -> {
          float[] padded = Room.borrow(planes.elements());
          float[] wide = Room.borrow(outputs * span);
          planes.load(x.floats(), x.at() + item * planes.image(), padded);
          var weights = Matrix.rowMajor(w, wAt + item % op.groups() * outputs * depth, depth);
          var patches = new Scattered<>(padded, 0, planes.offsets());
          var result = Matrix.rowMajor(wide, 0, span);
          Gemm.shared().f32(outputs, span, depth, weights, patches, result, false);
          planes.strip(wide, outputs, y.floats(), y.at() + item * results);
          Room.giveBack(wide);
          Room.giveBack(padded);
        });
  }
}
