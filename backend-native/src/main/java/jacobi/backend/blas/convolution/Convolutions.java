package jacobi.backend.blas.convolution;

import jacobi.backend.blas.foreign.Dnnl;
import jacobi.backend.blas.foreign.Primitive.Role;
import jacobi.backend.blas.foreign.Window;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Conv2d;
import jacobi.op.Conv2dBackwardInput;
import jacobi.op.Conv2dBackwardWeight;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Shape;

/// `CONV2D` and its gradients by oneDNN where it is faster. Whoever asks gets false for the rest.
///
/// Images go a few at a time: into memory outside the heap, there into the order the code likes,
/// through it, and back. A few are what stays in a processor's cache on the way.
public final class Convolutions {
  /// Bytes of the operand and the result, twice, for the images of one part.
  private static final long CACHED = 384 << 10;

  /// Parts that there are at least, if there are as many images.
  private static final int PARTS = 8;

  private final Plans plans;
  private final WeightGradient weightGradient;
  private final Measured measured;
  private final Workers workers;

  /// @param measured when oneDNN is faster
  public Convolutions(Dnnl dnnl, Measured measured, Workers workers) {
    plans = new Plans(dnnl, workers.threads());
    weightGradient = new WeightGradient(plans, workers);
    this.measured = measured;
    this.workers = workers;
  }

  /// `Y = W ⋆ X`
  ///
  /// @return whether it was computed
  public boolean forward(Conv2d op, OpCall call) {
    Shape w = call.in(1).shape();
    Window window = Windows.of(op, call.in(0).shape(), w.size(2), w.size(3), call.out().shape());
    return slide(window, Role.RESULT, call, window.xElements(), window.yElements());
  }

  /// The gradient in `X`.
  ///
  /// @return whether it was computed
  public boolean backwardInput(Conv2dBackwardInput op, OpCall call) {
    Shape w = call.in(1).shape();
    Window window =
        Windows.of(op.of(), call.out().shape(), w.size(2), w.size(3), call.in(0).shape());
    return slide(window, Role.SOURCE_GRADIENT, call, window.yElements(), window.xElements());
  }

  /// The gradient in `W`.
  ///
  /// @return whether it was computed
  public boolean backwardWeight(Conv2dBackwardWeight op, OpCall call) {
    Shape x = call.in(1).shape();
    Window window = Windows.of(op.of(), x, op.height(), op.width(), call.in(0).shape());
    return Windows.areAny(window)
        && measured.serves(window, Role.WEIGHTS_GRADIENT)
        && weightGradient.run(window, call);
  }

  private boolean slide(Window all, Role result, OpCall call, int in, int out) {
    if (!Windows.areAny(all) || !measured.serves(all, result)) {
      return false;
    }
    int images = all.images();
    int few = group(all);
    int parts = Math.ceilDiv(images, few);
    int rest = images - (parts - 1) * few;
    Plan plan = plans.of(all.of(few), result);
    Plan last = rest == few ? plan : plans.of(all.of(rest), result);
    if (plan == null || last == null) {
      return false;
    }
    Weights weights = plan.borrowWeights();
    Weights lastWeights = rest == few ? weights : last.borrowWeights();
    var block = weights.of(call.in(1));
    var lastBlock = rest == few ? block : lastWeights.of(call.in(1));
    Operand x = call.in(0);
    Operand y = call.out();
    workers.run(
        parts,
        part -> {
          boolean isLast = part == parts - 1;
          Plan one = isLast ? last : plan;
          Lane lane = one.borrowLane();
          int at = part * few;
          int count = isLast ? rest : few;
          lane.first().load(x.floats(), x.at() + at * in, count * in);
          lane.run(isLast ? lastBlock : block);
          lane.result().store(y.floats(), y.at() + at * out, count * out);
          one.giveBack(lane);
        });
    plan.giveBack(weights);
    if (last != plan) {
      last.giveBack(lastWeights);
    }
    return true;
  }

  /// How many images go at once.
  private static int group(Window window) {
    long bytes = 2L * Float.BYTES * (window.xElements() + window.yElements());
    int cached = (int) Math.max(CACHED / bytes, 1);
    return Math.min(cached, Math.ceilDiv(window.images(), PARTS));
  }
}
