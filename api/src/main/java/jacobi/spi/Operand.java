package jacobi.spi;

import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;

/// An operand or a result of a call: a buffer and where in it the elements lie.
///
/// @param buffer where the elements are
/// @param layout their shape, strides and offset
public record Operand(Buffer buffer, Layout layout) {

  /// The type of the elements.
  public DType dtype() {
    return buffer.dtype();
  }

  /// The shape.
  public Shape shape() {
    return layout.shape();
  }

  /// The buffer of a host backend.
  public HostBuffer host() {
    return (HostBuffer) buffer;
  }

  /// The array of an F32 operand on the host.
  public float[] floats() {
    return host().floats();
  }

  /// The array of an F64 operand on the host.
  public double[] doubles() {
    return host().doubles();
  }

  /// The array of an I32 operand on the host.
  public int[] ints() {
    return host().ints();
  }

  /// The array of an I64 operand on the host.
  public long[] longs() {
    return host().longs();
  }

  /// The array of an I8, U8 or BOOL operand on the host.
  public byte[] bytes() {
    return host().bytes();
  }

  /// The array index of the first element on the host.
  public int at() {
    return (int) layout.offset();
  }

  /// How many elements there are.
  public int count() {
    return (int) layout.shape().elements();
  }
}
