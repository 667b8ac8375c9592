package jacobi.backend.cpu.code;

import java.util.List;

/// What a [Sweep] computes.
///
/// @param sums whether results are summed up, each into [Fold#WIDTH] accumulators of F64: element
///   `i` of a sweep goes to accumulator `i mod WIDTH`
/// @param wide whether doubles are computed with
/// @param out the types of the results
/// @param in the types of the operands
/// @param constants a bit for each operand that is one number
/// @param body the results, or what is added to their sums, by the operands
record SweepFormula(
    boolean sums, boolean wide, List<Element> out, List<Element> in, int constants, Body body) {

  /// Results by operands.
  @FunctionalInterface
  interface Body {
    Value[] of(Value... x);
  }

  boolean isConstant(int operand) {
    return (constants >> operand & 1) == 1;
  }

  /// Elements of a vector, or 0 if there are none.
  int lanes(int vectorBits) {
    return vectorBits / (wide ? Double.SIZE : Float.SIZE);
  }
}
