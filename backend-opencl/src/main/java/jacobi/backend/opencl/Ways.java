package jacobi.backend.opencl;

import jacobi.op.Binary;
import jacobi.op.Copy;
import jacobi.op.Op;
import jacobi.op.Unary;
import jacobi.op.Where;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.type.Axes;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.Arrays;

/// The layouts that kernels walk through.
final class Ways {
  /// Elements that a work item of a processor computes at least: less costs more to hand out.
  private static final int WORK = 4096;

  /// Elements of a row that it computes at most, so that one long row is shared.
  private static final int CHUNK = 4096;

  private Ways() {}

  /// True if kernels can count the axes of the operands.
  static boolean fit(OpSpec spec) {
    boolean small = true;
    for (OpSpec.In in : spec.in()) {
      small &= in.layout().shape().rank() <= Walk.AXES;
    }
    return small || (isElementwise(spec.op()) && joined(spec).fits());
  }

  private static boolean isElementwise(Op op) {
    return op instanceof Unary || op instanceof Binary || op instanceof Where || op instanceof Copy;
  }

  private static Walk joined(OpSpec spec) {
    Layout[] layouts = new Layout[spec.in().size() + 1];
    for (int i = 0; i < spec.in().size(); i++) {
      layouts[i] = spec.in().get(i).layout();
    }
    layouts[spec.in().size()] = spec.out().getFirst().shape().layout();
    return Walk.of(layouts);
  }

  /// Through the operands and the result of an elementwise op.
  static Walk elementwise(OpCall call, OpenClQueue queue) {
    Layout[] layouts = new Layout[call.inputs() + 1];
    for (int i = 0; i < call.inputs(); i++) {
      layouts[i] = call.in(i).layout();
    }
    layouts[call.inputs()] = call.out().layout();
    return shared(Walk.of(layouts), queue);
  }

  /// Cut as the device likes it: a processor takes long rows, a GPU one element an item.
  static Walk shared(Walk walk, OpenClQueue queue) {
    return queue.device().isProcessor() ? walk.cut(CHUNK, WORK) : walk.cut(1, 1);
  }

  /// The layout of the axes of a set, or of the others.
  static Layout part(Layout x, Axes axes, boolean inside) {
    int rank = x.shape().rank();
    long[] sizes = new long[rank];
    long[] strides = new long[rank];
    int count = 0;
    for (int i = 0; i < rank; i++) {
      if (axes.contains(i) == inside) {
        sizes[count] = x.shape().size(i);
        strides[count++] = x.stride(i);
      }
    }
    Shape shape = Shape.of(Arrays.copyOf(sizes, count));
    return Layout.of(shape, Arrays.copyOf(strides, count), inside ? 0 : x.offset());
  }

  /// The layout of `x` over another shape, standing still along `axis`.
  static Layout along(Layout x, int axis, Shape shape) {
    long[] strides = x.strides();
    strides[axis] = 0;
    return Layout.of(shape, strides, x.offset());
  }
}
