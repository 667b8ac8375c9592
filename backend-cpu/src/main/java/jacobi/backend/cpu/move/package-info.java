/// Putting elements in their places: copies between layouts, and constants.
///
/// ```text
/// COPY  y[i₀, i₁, …] = x[i₀, i₁, …]     FULL  y[…] = c     IOTA  y = 0, 1, 2, …
/// ```
///
/// A copy is a question of order only. It goes through the elements so that the result is written
/// row by row; if the operand lies along another axis, blocks of both axes are copied at a time, so
/// that every cache line that is fetched is used up before it is gone. Start at
/// [jacobi.backend.cpu.move.StridedCopy].
///
/// [jacobi.backend.cpu.code.Element] names the element types, [jacobi.backend.cpu.move.Parts] says
/// how work is cut for workers, [jacobi.backend.cpu.move.Widening] lends kernels that add elements
/// up their operands in a wider type.
@NullMarked
package jacobi.backend.cpu.move;

import org.jspecify.annotations.NullMarked;
