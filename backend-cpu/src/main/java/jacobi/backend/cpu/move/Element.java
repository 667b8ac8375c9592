package jacobi.backend.cpu.move;

import jacobi.spi.Operand;

/// The element types this backend computes with, and the arrays that hold them.
public enum Element {
  /// `double[]`.
  F64,
  /// `float[]`.
  F32,
  /// `long[]`.
  I64,
  /// `int[]`.
  I32,
  /// `byte[]` of 0 and 1.
  BOOL;

  /// The element type of an operand.
  ///
  /// @throws IllegalStateException for the types that the driver declines
  public static Element of(Operand operand) {
    return switch (operand.dtype()) {
      case F64 -> F64;
      case F32 -> F32;
      case I64 -> I64;
      case I32 -> I32;
      case BOOL -> BOOL;
      case F16, BF16, I8, U8 ->
          throw new IllegalStateException(operand.dtype() + " was declined: cast(F32)");
    };
  }

  /// The array of an operand of this type.
  public Object array(Operand operand) {
    return switch (this) {
      case F64 -> operand.doubles();
      case F32 -> operand.floats();
      case I64 -> operand.longs();
      case I32 -> operand.ints();
      case BOOL -> operand.bytes();
    };
  }

  /// A new array of this type.
  Object array(int count) {
    return switch (this) {
      case F64 -> new double[count];
      case F32 -> new float[count];
      case I64 -> new long[count];
      case I32 -> new int[count];
      case BOOL -> new byte[count];
    };
  }
}
