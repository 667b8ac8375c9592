package jacobi.backend.opencl;

import jacobi.op.Conv2d;
import jacobi.op.Conv2dBackwardInput;
import jacobi.op.Conv2dBackwardWeight;
import jacobi.op.Sliding;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import org.jocl.cl_mem;

/// Convolutions of dense F32 on a processor: `convolution.cl`. The gradient in the input is the
/// convolution of the cotangents with the weights turned by half a circle.
final class Convolutions {
  /// Positions that are packed at a time for the gradient in the weights: 64 kB.
  private static final int BLOCK = 256;

  /// Work items that keep a processor busy: a function of the shape alone, for sums are.
  private static final int ITEMS = 32;

  private static final int WIDE = PanelProduct.WIDE;

  private Convolutions() {}

  /// True if a panel of patches fits the local memory of a device.
  static boolean serves(Conv2d conv, Shape w, OpenClDevice device) {
    return device.isProcessor()
        && conv.groups() == 1
        && w.elements() / w.size(0) * WIDE * Float.BYTES <= device.localMemory();
  }

  /// True if the gradient in the input is a convolution too.
  static boolean serves(Conv2dBackwardInput back, Shape w, OpenClDevice device) {
    Conv2d conv = back.of();
    Shape turned = Shape.of(w.size(1), w.size(0), w.size(2), w.size(3));
    return conv.rows().stride() == 1
        && conv.columns().stride() == 1
        && conv.rows().padding() <= conv.rows().dilation() * (w.size(2) - 1)
        && conv.columns().padding() <= conv.columns().dilation() * (w.size(3) - 1)
        && serves(conv, turned, device);
  }

  /// True if a block of positions fits the local memory.
  static boolean serves(Conv2dBackwardWeight back, OpenClDevice device) {
    return device.isProcessor()
        && back.of().groups() == 1
        && (long) BLOCK * WIDE * Float.BYTES <= device.localMemory();
  }

  static void forward(Conv2d conv, OpCall call, OpenClQueue queue) {
    Shape w = call.in(1).shape();
    run(call.in(0), OpenClBuffer.of(call.in(1)), w, conv, call.out(), queue);
  }

  private static void run(
      Operand x, cl_mem weights, Shape w, Conv2d conv, Operand y, OpenClQueue queue) {
    Shape from = x.shape();
    Shape to = y.shape();
    int q = (int) (w.elements() / w.size(0));
    long panels = (to.size(2) * to.size(3) + WIDE - 1) / WIDE;
    queue
        .launch(Program.CONVOLUTION, DType.F32, "CONVOLUTION")
        .with(x)
        .with(weights)
        .with(y)
        .with((int) from.size(2), (int) from.size(3), (int) to.size(2), (int) to.size(3))
        .with(window(w.size(2), conv.rows()))
        .with(window(w.size(3), conv.columns()))
        .with((int) from.size(0), (int) from.size(1), (int) to.size(1), q)
        .withLocal((long) q * WIDE * Float.BYTES)
        .run(panels * to.size(0));
  }

  private static int[] window(long size, Sliding sliding) {
    return new int[] {
      (int) size, (int) sliding.stride(), (int) sliding.padding(), (int) sliding.dilation()
    };
  }

  /// `X̄ = conv(Ḡ, turned W)`, padded with what the window reaches over.
  static void backwardInput(Conv2dBackwardInput back, OpCall call, OpenClQueue queue) {
    Layout w = call.in(1).layout();
    Layout turned = w.flip(new Axes(0b1100)).permute(1, 0, 2, 3);
    cl_mem room = queue.room(OpenClQueue.Room.PACKED, w.shape().elements() * Float.BYTES);
    Layout dense = turned.shape().layout();
    Walk walk = Ways.shared(Walk.of(turned, dense), queue);
    queue
        .launch(Program.MOVE, DType.F32, "COPY")
        .with(call.in(1))
        .with(room)
        .with(walk)
        .run(walk.workItems());
    Conv2d conv = back.of();
    Conv2d other =
        new Conv2d(
            opposite(conv.rows(), w.shape().size(2)),
            opposite(conv.columns(), w.shape().size(3)),
            1);
    run(call.in(0), room, turned.shape(), other, call.out(), queue);
  }

  private static Sliding opposite(Sliding sliding, long window) {
    long reach = sliding.dilation() * (window - 1);
    return new Sliding(1, reach - sliding.padding(), sliding.dilation());
  }

  static void backwardWeight(Conv2dBackwardWeight back, OpCall call, OpenClQueue queue) {
    Conv2d conv = back.of();
    Shape g = call.in(0).shape();
    Shape x = call.in(1).shape();
    int images = (int) x.size(0);
    int outputs = (int) g.size(1);
    int q = (int) (call.out().shape().elements() / outputs);
    int panels = (q + WIDE - 1) / WIDE;
    int share = Math.clamp((long) images * panels / ITEMS, 1, images);
    int parts = (images + share - 1) / share;
    cl_mem to = OpenClBuffer.of(call.out());
    cl_mem room =
        parts == 1
            ? to
            : queue.room(OpenClQueue.Room.PARTS, (long) parts * outputs * q * Float.BYTES);
    queue
        .launch(Program.CONVOLUTION, DType.F32, "WEIGHTS")
        .with(call.in(0))
        .with(call.in(1))
        .with(room)
        .with((int) x.size(2), (int) x.size(3), (int) g.size(2), (int) g.size(3))
        .with(window(back.height(), conv.rows()))
        .with(window(back.width(), conv.columns()))
        .with(images, (int) x.size(1), outputs, q)
        .with(BLOCK, share)
        .withLocal((long) BLOCK * WIDE * Float.BYTES)
        .run((long) parts * panels);
    if (parts > 1) {
      FoldKernels.sum(room, Shape.of(parts, outputs * (long) q).layout(), new Axes(1), to, queue);
    }
  }
}
