/// Matrix products of every element type: floats through [jacobi.backend.cpu.gemm], whole numbers,
/// which wrap, by loops of their own.
///
/// C2 vectorizes a loop whose arrays share one index, so sums of a few rows and a row of the right
/// factor are kept in arrays of their own, all of which begin at 0.
@NullMarked
package jacobi.backend.cpu.product;

import org.jspecify.annotations.NullMarked;
