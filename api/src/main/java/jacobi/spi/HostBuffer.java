package jacobi.spi;

import jacobi.type.DType;
import jacobi.type.Rounding;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// One primitive array: the storage of every host backend, so that they share data without copies.
///
/// | dtype | array |
/// | --- | --- |
/// | F64 F32 I64 I32 | `double[] float[] long[] int[]` |
/// | F16 BF16 | `short[]` of bit patterns |
/// | I8 U8 BOOL | `byte[]` |
public final class HostBuffer implements Buffer {
  private final DType dtype;
  private final Object array;
  private final int elements;
  private long version;

  private HostBuffer(DType dtype, Object array, int elements) {
    this.dtype = dtype;
    this.array = array;
    this.elements = elements;
  }

  /// A new buffer of zeros.
  ///
  /// @throws OutOfMemoryException if no Java array is that long, or the heap is full
  public static HostBuffer of(DType dtype, long elements) {
    if (elements > Integer.MAX_VALUE - 8L) {
      throw new OutOfMemoryException(
          "%d elements of %s: a host buffer is one Java array, at most 2^31 - 9 elements"
              .formatted(elements, dtype));
    }
    int count = (int) elements;
    try {
      Object array =
          switch (dtype) {
            case F64 -> new double[count];
            case F32 -> new float[count];
            case I64 -> new long[count];
            case I32 -> new int[count];
            case F16, BF16 -> new short[count];
            case I8, U8, BOOL -> new byte[count];
          };
      return new HostBuffer(dtype, array, count);
    } catch (OutOfMemoryError full) {
      throw new OutOfMemoryException(
          "no room on the heap for %d elements of %s: raise -Xmx".formatted(elements, dtype), full);
    }
  }

  /// A buffer over a `float[]`, not copied.
  public static HostBuffer over(float[] array) {
    return new HostBuffer(DType.F32, array, array.length);
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  @Override
  public long elements() {
    return elements;
  }

  /// The array, of the type in the table.
  public Object array() {
    return array;
  }

  /// The array of an F64 buffer.
  public double[] doubles() {
    return (double[]) array;
  }

  /// The array of an F32 buffer.
  public float[] floats() {
    return (float[]) array;
  }

  /// The array of an I64 buffer.
  public long[] longs() {
    return (long[]) array;
  }

  /// The array of an I32 buffer.
  public int[] ints() {
    return (int[]) array;
  }

  /// The array of an F16 or BF16 buffer.
  public short[] shorts() {
    return (short[]) array;
  }

  /// The array of an I8, U8 or BOOL buffer.
  public byte[] bytes() {
    return (byte[]) array;
  }

  /// Changes whenever the framework gives the buffer new content; keys what a driver derives from
  /// it, such as packed weights.
  public long version() {
    return version;
  }

  /// Says that the content is about to change.
  public void touch() {
    version++;
  }

  /// The array as a heap segment.
  public MemorySegment segment() {
    return switch (dtype) {
      case F64 -> MemorySegment.ofArray(doubles());
      case F32 -> MemorySegment.ofArray(floats());
      case I64 -> MemorySegment.ofArray(longs());
      case I32 -> MemorySegment.ofArray(ints());
      case F16, BF16 -> MemorySegment.ofArray(shorts());
      case I8, U8, BOOL -> MemorySegment.ofArray(bytes());
    };
  }

  /// Copies `source` into elements from `at` on.
  public void write(long at, MemorySegment source) {
    int first = Math.toIntExact(at);
    int count = Math.toIntExact(source.byteSize() / dtype.bytes());
    switch (dtype) {
      case F64 ->
          MemorySegment.copy(source, ValueLayout.JAVA_DOUBLE_UNALIGNED, 0, doubles(), first, count);
      case F32 ->
          MemorySegment.copy(source, ValueLayout.JAVA_FLOAT_UNALIGNED, 0, floats(), first, count);
      case I64 ->
          MemorySegment.copy(source, ValueLayout.JAVA_LONG_UNALIGNED, 0, longs(), first, count);
      case I32 ->
          MemorySegment.copy(source, ValueLayout.JAVA_INT_UNALIGNED, 0, ints(), first, count);
      case F16, BF16 ->
          MemorySegment.copy(source, ValueLayout.JAVA_SHORT_UNALIGNED, 0, shorts(), first, count);
      case I8, U8, BOOL ->
          MemorySegment.copy(source, ValueLayout.JAVA_BYTE, 0, bytes(), first, count);
    }
  }

  /// Fills `target` with elements from `at` on.
  public void read(long at, MemorySegment target) {
    MemorySegment.copy(segment(), at * dtype.bytes(), target, 0, target.byteSize());
  }

  /// Element `at` as a double: floats widen, truth values are 0 and 1.
  public double asDouble(int at) {
    return switch (dtype) {
      case F64 -> doubles()[at];
      case F32 -> floats()[at];
      case F16 -> Float.float16ToFloat(shorts()[at]);
      case BF16 -> Rounding.fromBfloat16(shorts()[at]);
      case I64, I32, I8, U8, BOOL -> asLong(at);
    };
  }

  /// Element `at` as a long: floats as Java casts.
  public long asLong(int at) {
    return switch (dtype) {
      case I64 -> longs()[at];
      case I32 -> ints()[at];
      case I8, BOOL -> bytes()[at];
      case U8 -> bytes()[at] & 0xFF;
      case F64, F32, F16, BF16 -> (long) asDouble(at);
    };
  }

  /// Sets element `at`, rounding once to the type; integers as Java casts, anything but zero is
  /// true.
  public void setDouble(int at, double value) {
    switch (dtype) {
      case F64 -> doubles()[at] = value;
      case F32 -> floats()[at] = (float) value;
      case F16 -> shorts()[at] = Rounding.float16(value);
      case BF16 -> shorts()[at] = Rounding.bfloat16(value);
      case I64 -> longs()[at] = (long) value;
      case I32 -> ints()[at] = (int) value;
      case I8, U8 -> bytes()[at] = (byte) (int) value;
      case BOOL -> bytes()[at] = (byte) (value != 0 ? 1 : 0);
    }
  }

  /// Sets element `at`; narrower integers wrap, floats round once, anything but zero is true.
  public void setLong(int at, long value) {
    switch (dtype) {
      case I64 -> longs()[at] = value;
      case I32 -> ints()[at] = (int) value;
      case I8, U8 -> bytes()[at] = (byte) value;
      case BOOL -> bytes()[at] = (byte) (value != 0 ? 1 : 0);
      case F64 -> doubles()[at] = value;
      case F32 -> floats()[at] = value;
      case F16 -> shorts()[at] = Rounding.float16(value);
      case BF16 -> shorts()[at] = Rounding.bfloat16(value);
    }
  }
}
