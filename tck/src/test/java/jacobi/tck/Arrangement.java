package jacobi.tck;

import jacobi.spi.HostBuffer;
import jacobi.spi.Operand;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;

/// How an operand's elements lie in its buffer; kernels must not care.
enum Arrangement {
  /// One after the other.
  DENSE,
  /// The first axis runs fastest, from an offset.
  TRANSPOSED,
  /// Backwards along every axis, every other element.
  REVERSED,
  /// One element, repeated by strides of 0.
  REPEATED,
  /// A row that is broadcast along the first axis.
  BROADCAST;

  private static final int OFFSET = 3;

  /// The arrangement a number of steps further on, so that two operands differ.
  Arrangement next(int steps) {
    return values()[(ordinal() + steps) % values().length];
  }

  /// An operand of this arrangement with elements from a source, surrounded by elements that are
  /// none of its own.
  Operand of(DType dtype, Shape shape, Values values) {
    int room = (int) shape.elements() * 2 + 2 * OFFSET + 1;
    HostBuffer buffer = HostBuffer.of(dtype, room);
    for (int i = 0; i < room; i++) {
      values.set(buffer, i);
    }
    Layout layout = layout(shape);
    if (!layout.fits(room)) {
      throw new IllegalStateException(layout + " in " + room);
    }
    return new Operand(buffer, layout);
  }

  private Layout layout(Shape shape) {
    int rank = shape.rank();
    long[] strides = new long[rank];
    long step = this == REVERSED ? 2 : 1;
    for (int i = 0; i < rank; i++) {
      int axis = this == TRANSPOSED ? i : rank - 1 - i;
      strides[axis] = this == REPEATED || this == BROADCAST && axis == 0 ? 0 : step;
      step *= Math.max(shape.size(axis), 1);
    }
    Layout laid = Layout.of(shape, strides, this == DENSE ? 0 : OFFSET);
    return this == REVERSED ? laid.flip(Axes.of(shape)) : laid;
  }

  /// A dense operand of zeros, as results are.
  static Operand zeros(DType dtype, Shape shape) {
    return new Operand(HostBuffer.of(dtype, shape.elements()), shape.layout());
  }

  /// Where element `i` in row-major order lies.
  static int place(Layout layout, long i) {
    long at = layout.offset();
    long rest = i;
    for (int axis = layout.shape().rank() - 1; axis >= 0; axis--) {
      long size = layout.shape().size(axis);
      at += rest % size * layout.stride(axis);
      rest /= size;
    }
    return (int) at;
  }
}
