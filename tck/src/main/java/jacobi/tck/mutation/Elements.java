package jacobi.tck.mutation;

import jacobi.spi.HostBuffer;
import jacobi.spi.Operand;
import jacobi.type.Layout;
import jacobi.type.Shape;

/// Elements of operands as plain kernels read them.
final class Elements {
  private Elements() {}

  /// Where the elements lie, in row-major order.
  static int[] places(Layout layout) {
    Shape shape = layout.shape();
    int[] places = new int[(int) shape.elements()];
    long[] at = new long[shape.rank()];
    for (int i = 0; i < places.length; i++) {
      long place = layout.offset();
      for (int axis = 0; axis < at.length; axis++) {
        place += at[axis] * layout.stride(axis);
      }
      places[i] = (int) place;
      for (int axis = at.length - 1; axis >= 0 && ++at[axis] == shape.size(axis); axis--) {
        at[axis] = 0;
      }
    }
    return places;
  }

  /// The elements in row-major order.
  static double[] of(Operand operand) {
    int[] places = places(operand.layout());
    double[] elements = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      elements[i] = operand.host().asDouble(places[i]);
    }
    return elements;
  }

  /// Sets the elements of a dense result.
  static void set(Operand result, double[] elements) {
    for (int i = 0; i < elements.length; i++) {
      set(result, i, elements[i]);
    }
  }

  /// Sets one element of a dense result.
  static void set(Operand result, int i, double element) {
    result.host().setDouble(result.at() + i, element);
  }

  /// An element of a dense result.
  static double at(Operand result, int i) {
    return result.host().asDouble(result.at() + i);
  }

  /// A dense copy; what lies outside of the buffer is read from its other end.
  static Operand copy(Operand operand) {
    HostBuffer from = operand.host();
    int[] places = places(operand.layout());
    HostBuffer to = HostBuffer.of(from.dtype(), places.length);
    for (int i = 0; i < places.length; i++) {
      int place = Math.floorMod(places[i], Math.max((int) from.elements(), 1));
      if (from.dtype().isFloat()) {
        to.setDouble(i, from.asDouble(place));
      } else {
        to.setLong(i, from.asLong(place));
      }
    }
    return new Operand(to, operand.shape().layout());
  }
}
