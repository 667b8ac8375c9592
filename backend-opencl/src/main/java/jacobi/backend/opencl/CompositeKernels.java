package jacobi.backend.opencl;

import jacobi.op.Activation;
import jacobi.op.ActivationBackward;
import jacobi.op.Attention;
import jacobi.op.AttentionBackward;
import jacobi.op.Composite;
import jacobi.op.Conv2d;
import jacobi.op.Conv2dBackwardInput;
import jacobi.op.Conv2dBackwardWeight;
import jacobi.op.CrossEntropy;
import jacobi.op.CrossEntropyBackward;
import jacobi.op.Dropout;
import jacobi.op.LayerNorm;
import jacobi.op.LayerNormBackward;
import jacobi.op.Linear;
import jacobi.op.LogSoftmax;
import jacobi.op.LogSoftmaxBackward;
import jacobi.op.MaxPool2d;
import jacobi.op.MaxPool2dBackward;
import jacobi.op.Softmax;
import jacobi.op.SoftmaxBackward;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Operand;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// The composites that are computed in one pass on dense F32; all others are decomposed.
final class CompositeKernels {
  private CompositeKernels() {}

  static boolean claims(Composite op, OpSpec spec, OpenClDevice device) {
    Shape y = spec.out().getFirst().shape();
    return spec.dtype() == DType.F32
        && !isEmpty(spec)
        && switch (op) {
          case Activation _, ActivationBackward _ -> true;
          case Attention of ->
              AttentionKernels.serves(of, shape(spec, 0), shape(spec, 1), shape(spec, 2));
          case AttentionBackward(Attention of) ->
              AttentionKernels.serves(of, shape(spec, 3), shape(spec, 4), shape(spec, 5));
          case Conv2d conv -> Convolutions.serves(conv, shape(spec, 1), device);
          case Conv2dBackwardInput back -> Convolutions.serves(back, shape(spec, 1), device);
          case Conv2dBackwardWeight back -> Convolutions.serves(back, device);
          case CrossEntropy _, CrossEntropyBackward _ -> true;
          case Dropout _ -> true;
          case LayerNorm _, LayerNormBackward _ -> true;
          case Linear _ -> ProductKernels.serves(shape(spec, 0), shape(spec, 1), device);
          case MaxPool2d _, MaxPool2dBackward _ -> true;
          case Softmax(int axis) -> isLast(axis, y);
          case SoftmaxBackward(int axis) -> isLast(axis, y);
          case LogSoftmax(int axis) -> isLast(axis, y);
          case LogSoftmaxBackward(int axis) -> isLast(axis, y);
          default -> FusedKernels.step(op) != null;
        };
  }

  /// Means over nothing are left to the decomposition, which knows them.
  private static boolean isEmpty(OpSpec spec) {
    return spec.in().stream().anyMatch(in -> in.layout().shape().elements() == 0);
  }

  private static Shape shape(OpSpec spec, int operand) {
    return spec.in().get(operand).layout().shape();
  }

  private static boolean isLast(int axis, Shape y) {
    return y.rank() > 0 && y.axis(axis) == y.rank() - 1;
  }

  /// Kernels of composites begin at the first element of a buffer, so an operand that begins
  /// elsewhere is copied: seldom, for that takes a slice.
  static void run(Composite op, OpCall call, OpenClQueue queue) {
    Operand[] in = new Operand[call.inputs()];
    List<OpenClBuffer> copies = new ArrayList<>();
    for (int i = 0; i < in.length; i++) {
      in[i] = call.in(i);
      if (in[i].layout().offset() != 0) {
        in[i] = queue.copyOf(in[i]);
        copies.add((OpenClBuffer) in[i].buffer());
      }
    }
    Operand[] out = new Operand[call.outputs()];
    for (int i = 0; i < out.length; i++) {
      out[i] = call.out(i);
    }
    try {
      runAligned(op, new OpCall(op, in, out, null), queue);
    } finally {
      // OpenCL keeps them until the work that reads them is done.
      copies.forEach(OpenClBuffer::release);
    }
  }

  private static void runAligned(Composite op, OpCall call, OpenClQueue queue) {
    switch (op) {
      case Activation f -> FusedKernels.map(f.name(), call, queue);
      case ActivationBackward(Activation f) -> FusedKernels.map(f + "_BACKWARD", call, queue);
      case Attention of -> AttentionKernels.forward(of, call, queue);
      case AttentionBackward(Attention of) -> AttentionKernels.backward(of, call, queue);
      case Conv2d conv -> Convolutions.forward(conv, call, queue);
      case Conv2dBackwardInput back -> Convolutions.backwardInput(back, call, queue);
      case Conv2dBackwardWeight back -> Convolutions.backwardWeight(back, call, queue);
      case CrossEntropy _ -> RowKernels.crossEntropy(call, queue);
      case CrossEntropyBackward _ -> RowKernels.crossEntropyBackward(call, queue);
      case Dropout dropout -> RandomKernels.dropout(dropout, call, queue);
      case LayerNorm norm -> RowKernels.layerNorm(norm, call, queue);
      case LayerNormBackward _ -> RowKernels.layerNormBackward(call, queue);
      case Linear _ -> ProductKernels.linear(call, queue);
      case MaxPool2d pool -> FusedKernels.maxPool(pool, call, queue);
      case MaxPool2dBackward _ -> FusedKernels.maxPoolBackward(call, queue);
      case Softmax _ -> RowKernels.map("SOFTMAX", call, queue);
      case SoftmaxBackward _ -> RowKernels.map("SOFTMAX_BACKWARD", call, queue);
      case LogSoftmax _ -> RowKernels.map("LOG_SOFTMAX", call, queue);
      case LogSoftmaxBackward _ -> RowKernels.map("LOG_SOFTMAX_BACKWARD", call, queue);
      default -> FusedKernels.run(String.valueOf(FusedKernels.step(op)), op, call, queue);
    }
  }
}
