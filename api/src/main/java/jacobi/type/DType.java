package jacobi.type;

/// The type of a tensor's elements.
///
/// Every backend computes in [#F32], [#I32], [#BOOL] and indexes with [#I64]; the others are
/// declared per device. On the host one element is one element of the primitive array named below.
public enum DType {
  /// IEEE binary64, `double[]`.
  F64(8, Kind.FLOAT),
  /// IEEE binary32, `float[]`.
  F32(4, Kind.FLOAT),
  /// IEEE binary16, `short[]` of bit patterns.
  F16(2, Kind.FLOAT),
  /// The upper half of a binary32, `short[]` of bit patterns.
  BF16(2, Kind.FLOAT),
  /// Signed 64-bit integers, `long[]`.
  I64(8, Kind.INTEGER),
  /// Signed 32-bit integers, `int[]`.
  I32(4, Kind.INTEGER),
  /// Signed 8-bit integers, `byte[]`.
  I8(1, Kind.INTEGER),
  /// Unsigned 8-bit integers, `byte[]` of bit patterns.
  U8(1, Kind.INTEGER),
  /// Truth values, `byte[]` of 0 and 1.
  BOOL(1, Kind.TRUTH);

  private enum Kind {
    FLOAT,
    INTEGER,
    TRUTH
  }

  private final int bytes;
  private final Kind kind;

  DType(int bytes, Kind kind) {
    this.bytes = bytes;
    this.kind = kind;
  }

  /// Bytes of one element.
  public int bytes() {
    return bytes;
  }

  /// True for [#F64], [#F32], [#F16] and [#BF16]: the types that have gradients.
  public boolean isFloat() {
    return kind == Kind.FLOAT;
  }

  /// True for the signed and unsigned integers.
  public boolean isInteger() {
    return kind == Kind.INTEGER;
  }

  /// True for floats and integers: the types one can calculate with.
  public boolean isNumeric() {
    return kind != Kind.TRUTH;
  }
}
