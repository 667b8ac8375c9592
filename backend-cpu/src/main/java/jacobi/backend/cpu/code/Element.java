package jacobi.backend.cpu.code;

import jacobi.type.DType;
import jacobi.type.Rounding;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.Arrays;

/// The element types that kernels are generated for.
///
/// Narrow ones have no arithmetic of their own: they are [computed with][#value] as wider ones, of
/// which every element is one exactly, and rounded or wrapped when they are stored.
@SuppressWarnings("ImmutableEnumChecker") // A ClassDesc is immutable, though not annotated.
public enum Element {
  /// Single precision.
  F32(TypeKind.FLOAT, TypeKind.FLOAT, "FloatVector", "Floats"),
  /// Double precision.
  F64(TypeKind.DOUBLE, TypeKind.DOUBLE, "DoubleVector", "Doubles"),
  /// 32-bit integers.
  I32(TypeKind.INT, TypeKind.INT, "IntVector", "Ints"),
  /// 64-bit integers.
  I64(TypeKind.LONG, TypeKind.LONG, "LongVector", "Longs"),
  /// A byte of 0 or 1 in an array, an `int` in a local variable, a mask in vector code.
  BOOL(TypeKind.BYTE, TypeKind.INT, "ByteVector", "Bytes"),
  /// Half precision, computed with as [#F32].
  F16(TypeKind.SHORT, TypeKind.FLOAT, "ShortVector", "Shorts"),
  /// The upper half of single precision, computed with as [#F32].
  BF16(TypeKind.SHORT, TypeKind.FLOAT, "ShortVector", "Shorts"),
  /// 8-bit integers, computed with as [#I32].
  I8(TypeKind.BYTE, TypeKind.INT, "ByteVector", "Bytes"),
  /// 8-bit integers without sign, computed with as [#I32].
  U8(TypeKind.BYTE, TypeKind.INT, "ByteVector", "Bytes");

  private static final String VECTOR_API = "jdk.incubator.vector";

  /// How an array holds it.
  final TypeKind stored;

  /// How a local variable holds it.
  final TypeKind kind;

  /// Its array class.
  final ClassDesc array;

  /// Its vector class.
  final ClassDesc vector;

  /// What `Vector.reinterpretAs…` calls it.
  final String plural;

  Element(TypeKind stored, TypeKind kind, String vector, String plural) {
    this.stored = stored;
    this.kind = kind;
    this.array = stored.upperBound().arrayType();
    this.vector = ClassDesc.of(VECTOR_API, vector);
    this.plural = plural;
  }

  /// The element of a data type.
  public static Element of(DType dtype) {
    return switch (dtype) {
      case F32 -> F32;
      case F64 -> F64;
      case I32 -> I32;
      case I64 -> I64;
      case BOOL -> BOOL;
      case F16 -> F16;
      case BF16 -> BF16;
      case I8 -> I8;
      case U8 -> U8;
    };
  }

  /// The type that it is computed with as.
  public Element value() {
    return switch (this) {
      case F32, F64, I32, I64, BOOL -> this;
      case F16, BF16 -> F32;
      case I8, U8 -> I32;
    };
  }

  /// Whether it is computed with as another type.
  boolean isNarrow() {
    return value() != this;
  }

  boolean isFloat() {
    return value() == F32 || this == F64;
  }

  /// Bits of one element in an array.
  int bits() {
    return switch (this) {
      case F32, I32 -> 32;
      case F64, I64 -> 64;
      case F16, BF16 -> 16;
      case BOOL, I8, U8 -> 8;
    };
  }

  /// An array of so many zeros.
  public Object newArray(int length) {
    return switch (this) {
      case F32 -> new float[length];
      case F64 -> new double[length];
      case I32 -> new int[length];
      case I64 -> new long[length];
      case F16, BF16 -> new short[length];
      case BOOL, I8, U8 -> new byte[length];
    };
  }

  /// Sets a part of an array to 0.
  public void zero(Object array, int from, int to) {
    switch (this) {
      case F32 -> Arrays.fill((float[]) array, from, to, 0);
      case F64 -> Arrays.fill((double[]) array, from, to, 0);
      case I32 -> Arrays.fill((int[]) array, from, to, 0);
      case I64 -> Arrays.fill((long[]) array, from, to, 0);
      case F16, BF16 -> Arrays.fill((short[]) array, from, to, (short) 0);
      case BOOL, I8, U8 -> Arrays.fill((byte[]) array, from, to, (byte) 0);
    }
  }

  /// Sets an element of an array, as Java casts; truth values are whether it is not 0.
  void set(Object array, int at, double value) {
    switch (this) {
      case F32 -> ((float[]) array)[at] = (float) value;
      case F64 -> ((double[]) array)[at] = value;
      case I32 -> ((int[]) array)[at] = (int) value;
      case I64 -> ((long[]) array)[at] = (long) value;
      case BOOL -> ((byte[]) array)[at] = (byte) (value == 0 ? 0 : 1);
      case F16 -> ((short[]) array)[at] = Rounding.float16(value);
      case BF16 -> ((short[]) array)[at] = Rounding.bfloat16(value);
      case I8, U8 -> ((byte[]) array)[at] = (byte) (int) value;
    }
  }

  /// A class of the Vector API.
  static ClassDesc vectorApi(String name) {
    return ClassDesc.of(VECTOR_API, name);
  }
}
