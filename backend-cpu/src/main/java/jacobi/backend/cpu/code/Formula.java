package jacobi.backend.cpu.code;

import org.jspecify.annotations.Nullable;

/// What an elementwise op computes.
///
/// @param kind which code it can become
/// @param body the result, by values of the operands
/// @param guard where the body does not hold (huge angles), or null; the library serves there
/// @param library the same function one element at a time, where the guard holds
/// @param quick the bits of the body in fewer steps, for vectors, or null
/// @param slow where the quick way does not hold, or null
record Formula(
    Kind kind,
    Body body,
    @Nullable Body guard,
    @Nullable Body library,
    @Nullable Body quick,
    @Nullable Body slow) {

  /// Which code a formula can become.
  enum Kind {
    /// C2 turns the scalar loop into vector code by itself when the operands lie alike, so vector
    /// code of our own is for those that do not.
    PLAIN,
    /// Vectors of the operands' type.
    VECTOR,
    /// Vectors half as long as the machine's, because it computes floats in double.
    WIDE,
    /// Scalar code only: it calls methods.
    SCALAR
  }

  /// A result by operands.
  @FunctionalInterface
  interface Body {
    Value of(Value... x);
  }

  static Formula plain(Body body) {
    return new Formula(Kind.PLAIN, body, null, null, null, null);
  }

  static Formula vector(Body body) {
    return new Formula(Kind.VECTOR, body, null, null, null, null);
  }

  static Formula wide(Body body) {
    return new Formula(Kind.WIDE, body, null, null, null, null);
  }

  static Formula scalar(Body body) {
    return new Formula(Kind.SCALAR, body, null, null, null, null);
  }

  /// The same, but for the elements where `guard` holds.
  Formula unless(Body guard, Body library) {
    return new Formula(kind, body, guard, library, quick, slow);
  }

  /// The same, with a shorter way for vectors of which `slow` holds for no element.
  Formula quickly(Body quick, Body slow) {
    return new Formula(kind, body, guard, library, quick, slow);
  }
}
