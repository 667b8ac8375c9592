package jacobi.tck.vocabulary;

import jacobi.type.DType;

/// The element types an op takes.
public enum Types {
  /// Floats.
  FLOATS,
  /// Integers.
  INTEGERS,
  /// Integers and truth values.
  BITS,
  /// Floats and integers.
  NUMBERS,
  /// All.
  ALL;

  /// True for a type among them.
  public boolean takes(DType dtype) {
    return switch (this) {
      case FLOATS -> dtype.isFloat();
      case INTEGERS -> dtype.isInteger();
      case BITS -> !dtype.isFloat();
      case NUMBERS -> dtype.isNumeric();
      case ALL -> true;
    };
  }
}
