package jacobi.tck.cases;

import jacobi.spi.HostBuffer;
import jacobi.tensor.Tensor;
import jacobi.type.Shape;

/// Elements on the host.
public final class Host {
  private Host() {}

  /// Copies one element between buffers of one type.
  static void move(HostBuffer from, int i, HostBuffer to, int k) {
    if (from.dtype().isFloat()) {
      to.setDouble(k, from.asDouble(i));
    } else {
      to.setLong(k, from.asLong(i));
    }
  }

  /// A copy.
  public static HostBuffer copy(HostBuffer from) {
    HostBuffer to = HostBuffer.of(from.dtype(), from.elements());
    to.write(0, from.segment());
    return to;
  }

  /// The elements of a tensor in row-major order.
  public static HostBuffer of(Tensor x) {
    HostBuffer elements = HostBuffer.of(x.dtype(), x.shape().elements());
    x.engine().download(x.contiguous(), elements.segment());
    return elements;
  }

  /// The next index in row-major order.
  static void next(long[] at, Shape shape) {
    for (int axis = at.length - 1; axis >= 0; axis--) {
      if (++at[axis] < shape.size(axis)) {
        return;
      }
      at[axis] = 0;
    }
  }

  /// The bits of an element: two are the same value exactly if these are equal, NaN being one
  /// value.
  public static long bits(HostBuffer buffer, int at) {
    return buffer.dtype().isFloat()
        ? Double.doubleToLongBits(buffer.asDouble(at))
        : buffer.asLong(at);
  }

  /// An element for people.
  public static String text(HostBuffer buffer, int at) {
    return buffer.dtype().isFloat()
        ? Double.toString(buffer.asDouble(at))
        : Long.toString(buffer.asLong(at));
  }

  /// Where an element lies, as `[1, 0]`.
  public static String index(Shape shape, int element) {
    long[] at = new long[shape.rank()];
    long rest = element;
    for (int axis = at.length - 1; axis >= 0; axis--) {
      at[axis] = rest % shape.size(axis);
      rest /= shape.size(axis);
    }
    return java.util.Arrays.toString(at);
  }
}
