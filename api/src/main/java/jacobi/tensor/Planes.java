package jacobi.tensor;

import jacobi.op.Check;
import jacobi.op.Sliding;
import jacobi.op.Spec;
import jacobi.spi.HostBuffer;
import jacobi.type.DType;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/// What [Spatial] and [Resampling] share.
final class Planes {
  /// How a window of one row slides over one row.
  static final Sliding STILL = Sliding.of(1, 0);

  private Planes() {}

  /// A signal [N, C, L] as a plane of one row, [N, C, 1, L].
  ///
  /// One row, not one column: a row of a window is contiguous, which the kernels live on. On the
  /// CPU backend a convolution of columns took ten times as long.
  static Tensor row(String what, Tensor x) {
    Check.shape(x.rank() == 3, "%s wants three axes, as [N, C, L], got %s", what, x.shape());
    return x.unsqueeze(2);
  }

  /// The length of an axis after a transposed convolution.
  ///
  /// @throws ShapeException if the convolution would not lead back to `length`
  static long transposed(String axis, long length, long window, Sliding along, long more) {
    Check.shape(
        more >= 0 && more < along.stride(),
        "convTranspose2d: output padding %d of the %s must be at least 0 and below the stride %d",
        more,
        axis,
        along.stride());
    long reach = along.dilation() * (window - 1) + 1;
    long result = (length - 1) * along.stride() - 2 * along.padding() + reach + more;
    Check.shape(
        length >= 1 && result >= 1,
        "convTranspose2d: %d %s and a window of %d with padding %d leave nothing",
        length,
        axis,
        window,
        along.padding());
    return result;
  }

  /// `y[…, i, …] = x[…, index(i), …]` for `count` indices along an axis.
  static Tensor pick(Tensor x, int axis, long count, IntToLongFunction index) {
    HostBuffer table = HostBuffer.of(DType.I64, count);
    for (int i = 0; i < count; i++) {
      table.setLong(i, index.applyAsLong(i));
    }
    Shape picked = x.shape().with(axis, count);
    return x.gather(axis, upload(x, axis, table).expand(picked));
  }

  /// `number(i)` along an axis, in the type of `x` and a shape that broadcasts to it.
  static Tensor along(Tensor x, int axis, long count, IntToDoubleFunction number) {
    HostBuffer table = HostBuffer.of(x.dtype(), count);
    for (int i = 0; i < count; i++) {
      table.setDouble(i, number.applyAsDouble(i));
    }
    return upload(x, axis, table);
  }

  private static Tensor upload(Tensor x, int axis, HostBuffer table) {
    long[] sizes = new long[x.rank()];
    Arrays.fill(sizes, 1);
    sizes[axis] = table.elements();
    return x.engine().upload(new Spec(table.dtype(), Shape.of(sizes)), table.segment());
  }
}
