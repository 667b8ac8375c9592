package jacobi.tck.cases;

import jacobi.op.Spec;
import jacobi.spi.HostBuffer;
import jacobi.tensor.Engine;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.Arrays;

/// Where the elements of an operand lie in memory; no result may depend on it.
///
/// Made with views only, as users make them. What lies between the elements and is none of them is
/// NaN, or the greatest number of integers.
public enum Placement {
  /// One after the other.
  DENSE,
  /// The first axis runs fastest.
  TRANSPOSED,
  /// Every other element of the last axis.
  STRIDED,
  /// Backwards along every axis.
  REVERSED,
  /// Inside a larger array.
  OFFSET,
  /// One row, repeated along the first axis by a stride of 0; makes all rows equal.
  REPEATED;

  /// An operand with these elements in row-major order.
  Tensor place(Engine engine, HostBuffer values, Shape shape) {
    if (shape.rank() == 0) {
      return this == DENSE ? upload(engine, values, shape) : scalar(engine, values);
    }
    return switch (this) {
      case DENSE -> upload(engine, values, shape);
      case TRANSPOSED -> transposed(engine, values, shape);
      case STRIDED -> strided(engine, values, shape);
      case REVERSED -> reversed(engine, values, shape);
      case OFFSET -> inside(engine, values, shape);
      case REPEATED -> repeated(engine, values, shape);
    };
  }

  /// Makes values such as this placement can hold.
  void fit(HostBuffer values, Shape shape) {
    if (this == REPEATED && shape.rank() > 0 && shape.size(0) > 0) {
      int row = (int) (shape.elements() / shape.size(0));
      for (int i = row; i < shape.elements(); i++) {
        Host.move(values, i % Math.max(row, 1), values, i);
      }
    }
  }

  static Tensor upload(Engine engine, HostBuffer values, Shape shape) {
    return engine.upload(new Spec(values.dtype(), shape), values.segment());
  }

  private static Tensor scalar(Engine engine, HostBuffer values) {
    HostBuffer wide = filled(values.dtype(), 5);
    Host.move(values, 0, wide, 3);
    return upload(engine, wide, Shape.of(5)).slice(0, 3, 4).reshape(Shape.SCALAR);
  }

  private static Tensor transposed(Engine engine, HostBuffer values, Shape shape) {
    int rank = shape.rank();
    int[] order = new int[rank];
    long[] sizes = new long[rank];
    for (int i = 0; i < rank; i++) {
      order[i] = rank - 1 - i;
      sizes[i] = shape.size(rank - 1 - i);
    }
    HostBuffer moved = HostBuffer.of(values.dtype(), shape.elements());
    long[] at = new long[rank];
    for (int i = 0; i < shape.elements(); i++) {
      long place = 0;
      for (int axis = rank - 1; axis >= 0; axis--) {
        place = place * shape.size(axis) + at[axis];
      }
      Host.move(values, i, moved, (int) place);
      Host.next(at, shape);
    }
    return upload(engine, moved, Shape.of(sizes)).permute(order);
  }

  private static Tensor strided(Engine engine, HostBuffer values, Shape shape) {
    long last = shape.size(-1);
    HostBuffer wide = filled(values.dtype(), shape.elements() * 2);
    for (int i = 0; i < shape.elements(); i++) {
      Host.move(values, i, wide, 2 * i);
    }
    return upload(engine, wide, shape.with(shape.rank() - 1, 2 * last)).slice(-1, 0, 2 * last, 2);
  }

  private static Tensor reversed(Engine engine, HostBuffer values, Shape shape) {
    int count = (int) shape.elements();
    HostBuffer back = HostBuffer.of(values.dtype(), count);
    for (int i = 0; i < count; i++) {
      Host.move(values, i, back, count - 1 - i);
    }
    int[] axes = new int[shape.rank()];
    Arrays.setAll(axes, axis -> axis);
    return upload(engine, back, shape).flip(axes);
  }

  private static Tensor inside(Engine engine, HostBuffer values, Shape shape) {
    int last = shape.rank() - 1;
    long width = shape.size(last);
    Shape wide = shape.with(last, width + 3);
    HostBuffer room = filled(values.dtype(), wide.elements());
    for (int i = 0; i < shape.elements(); i++) {
      Host.move(values, i, room, (int) (i / width * (width + 3) + 1 + i % width));
    }
    return upload(engine, room, wide).slice(last, 1, 1 + width);
  }

  private static Tensor repeated(Engine engine, HostBuffer values, Shape shape) {
    if (shape.size(0) == 0) {
      return upload(engine, values, shape);
    }
    Shape row = shape.with(0, 1);
    HostBuffer one = HostBuffer.of(values.dtype(), row.elements());
    for (int i = 0; i < row.elements(); i++) {
      Host.move(values, i, one, i);
    }
    return upload(engine, one, row).expand(shape);
  }

  private static HostBuffer filled(DType dtype, long elements) {
    HostBuffer buffer = HostBuffer.of(dtype, elements);
    for (int i = 0; i < elements; i++) {
      if (dtype.isFloat()) {
        buffer.setDouble(i, Double.NaN);
      } else {
        buffer.setLong(i, dtype == DType.BOOL ? 1 : Long.MAX_VALUE);
      }
    }
    return buffer;
  }
}
