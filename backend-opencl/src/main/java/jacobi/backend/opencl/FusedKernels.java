package jacobi.backend.opencl;

import jacobi.op.AdamStep;
import jacobi.op.Composite;
import jacobi.op.MaxPool2d;
import jacobi.op.MultiStep;
import jacobi.op.SgdStep;
import jacobi.op.Sliding;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.DType;
import jacobi.type.Shape;
import org.jspecify.annotations.Nullable;

/// Activations, optimizer steps and pooling of dense F32: `fused.cl`.
final class FusedKernels {
  /// Elements of a work item of a processor.
  private static final int PER = 1 << 12;

  private FusedKernels() {}

  private static Launch launch(String name, OpenClQueue queue) {
    return queue.launch(Program.FUSED, DType.F32, name);
  }

  private static void run(Launch launch, long n, int work, OpenClQueue queue) {
    int per = queue.device().isProcessor() ? Math.max(work, 1) : 1;
    launch.with((int) n).with(per).run((n + per - 1) / per);
  }

  /// Operands and result of one shape.
  static void map(String name, OpCall call, OpenClQueue queue) {
    Launch launch = launch(name, queue);
    for (int i = 0; i < call.inputs(); i++) {
      launch.with(call.in(i));
    }
    run(launch.with(call.out()), call.out().shape().elements(), PER, queue);
  }

  /// The kernel of an optimizer's step, or null.
  static @Nullable String step(Composite step) {
    return switch (step) {
      case SgdStep _ -> "SGD";
      case AdamStep(boolean decoupled) -> decoupled ? "ADAMW" : "ADAM";
      case MultiStep(Composite each, int _, boolean _) -> step(each);
      default -> null;
    };
  }

  /// One step on one parameter, or on many: one launch each.
  static void run(String name, Composite op, OpCall call, OpenClQueue queue) {
    Composite step = op instanceof MultiStep multi ? multi.step() : op;
    int tensors = op instanceof MultiStep multi ? multi.tensors() : 1;
    int blocks = step.arity() - 1;
    Operand numbers = call.in(blocks * tensors);
    boolean scaled = op instanceof MultiStep multi && multi.scaled();
    for (int i = 0; i < tensors; i++) {
      Launch launch = launch(name, queue);
      for (int block = 0; block < blocks; block++) {
        launch.with(call.in(block * tensors + i));
      }
      Operand scale = scaled ? call.in(blocks * tensors + 1) : numbers;
      launch.with(numbers).with(scale).with(scaled ? 0 : -1);
      for (int block = 0; block < blocks - 1; block++) {
        launch.with(call.out(block * tensors + i));
      }
      long n = call.in(i).shape().elements();
      if (n > 0) {
        run(launch, n, PER, queue);
      }
    }
  }

  static void maxPool(MaxPool2d pool, OpCall call, OpenClQueue queue) {
    Shape x = call.in(0).shape();
    Shape y = call.out(0).shape();
    Launch launch =
        launch("MAX_POOL", queue)
            .with(call.in(0))
            .with(call.out(0))
            .with(call.out(1))
            .with((int) x.size(2), (int) x.size(3), (int) y.size(2), (int) y.size(3))
            .with(window(pool.height(), pool.rows()))
            .with(window(pool.width(), pool.columns()));
    long width = y.size(3);
    run(launch, y.elements() / width, (int) (PER / width), queue);
  }

  private static int[] window(long size, Sliding sliding) {
    return new int[] {
      (int) size, (int) sliding.stride(), (int) sliding.padding(), (int) sliding.dilation()
    };
  }

  static void maxPoolBackward(OpCall call, OpenClQueue queue) {
    Shape y = call.out().shape();
    int planes = (int) (y.size(0) * y.size(1));
    int size = (int) (y.size(2) * y.size(3));
    Launch launch =
        launch("MAX_POOL_BACKWARD", queue)
            .with(call.in(0))
            .with(call.in(1))
            .with(call.out())
            .with(size)
            .with((int) (call.in(0).shape().elements() / planes));
    run(launch, planes, PER / size, queue);
  }
}
