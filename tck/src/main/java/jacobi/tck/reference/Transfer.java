package jacobi.tck.reference;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.type.DType;
import java.lang.foreign.MemorySegment;

/// Between exact numbers and the bytes of their types.
final class Transfer {
  private static final int BFLOAT16_SHIFT = 16;

  private Transfer() {}

  static void upload(MemorySegment source, Elements target, int at) {
    DType type = target.dtype();
    int count = Math.toIntExact(source.byteSize() / type.bytes());
    for (int i = 0; i < count; i++) {
      long from = (long) i * type.bytes();
      switch (target) {
        case Reals y -> y.set(at + i, DoubleDouble.of(real(source, from, type)), 0);
        case Wholes y -> y.set(at + i, whole(source, from, type), 0);
      }
    }
  }

  private static double real(MemorySegment source, long at, DType type) {
    return switch (type) {
      case F64 -> source.get(JAVA_DOUBLE_UNALIGNED, at);
      case F32 -> source.get(JAVA_FLOAT_UNALIGNED, at);
      case F16 -> Float.float16ToFloat(source.get(JAVA_SHORT_UNALIGNED, at));
      case BF16 -> Float.intBitsToFloat(source.get(JAVA_SHORT_UNALIGNED, at) << BFLOAT16_SHIFT);
      case I64, I32, I8, U8, BOOL -> throw new IllegalStateException(type + " is whole");
    };
  }

  private static long whole(MemorySegment source, long at, DType type) {
    return switch (type) {
      case I64 -> source.get(JAVA_LONG_UNALIGNED, at);
      case I32 -> source.get(JAVA_INT_UNALIGNED, at);
      case I8, U8, BOOL -> source.get(JAVA_BYTE, at);
      case F64, F32, F16, BF16 -> throw new IllegalStateException(type + " is not whole");
    };
  }

  /// Numbers are rounded to their type.
  static void download(Elements source, int at, MemorySegment target) {
    DType type = source.dtype();
    int count = Math.toIntExact(target.byteSize() / type.bytes());
    for (int i = 0; i < count; i++) {
      long to = (long) i * type.bytes();
      switch (source) {
        case Reals x -> write(Precision.of(type).nearest(x.get(at + i)), target, to, type);
        case Wholes x -> write(x.get(at + i), target, to, type);
      }
    }
  }

  /// `value` is a number of the type already.
  private static void write(double value, MemorySegment target, long to, DType type) {
    switch (type) {
      case F64 -> target.set(JAVA_DOUBLE_UNALIGNED, to, value);
      case F32 -> target.set(JAVA_FLOAT_UNALIGNED, to, (float) value);
      case F16 -> target.set(JAVA_SHORT_UNALIGNED, to, Float.floatToFloat16((float) value));
      case BF16 -> {
        int bits = Float.floatToIntBits((float) value);
        target.set(JAVA_SHORT_UNALIGNED, to, (short) (bits >>> BFLOAT16_SHIFT));
      }
      case I64, I32, I8, U8, BOOL -> throw new IllegalStateException(type + " is whole");
    }
  }

  private static void write(long value, MemorySegment target, long to, DType type) {
    switch (type) {
      case I64 -> target.set(JAVA_LONG_UNALIGNED, to, value);
      case I32 -> target.set(JAVA_INT_UNALIGNED, to, (int) value);
      case I8, U8, BOOL -> target.set(JAVA_BYTE, to, (byte) value);
      case F64, F32, F16, BF16 -> throw new IllegalStateException(type + " is not whole");
    }
  }
}
