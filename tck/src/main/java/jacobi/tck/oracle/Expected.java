package jacobi.tck.oracle;

import jacobi.type.Shape;

/// A result to some thirty digits, and a bound for the error of each element.
///
/// @param high the nearest doubles
/// @param low what is left
/// @param bound the greatest error that the declared accuracy allows, in any order of summation
@SuppressWarnings("ArrayRecordComponent")
public record Expected(Shape shape, double[] high, double[] low, double[] bound) {}
