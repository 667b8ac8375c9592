/// What users calculate with: the immutable [Tensor][jacobi.tensor.Tensor], the state of models
/// ([Cell][jacobi.tensor.Cell]), and what holds while a block runs ([Mode][jacobi.tensor.Mode],
/// [Scope][jacobi.tensor.Scope]).
///
/// A tensor hands each op to its [Engine][jacobi.tensor.Engine], which computes it and, where a
/// gradient may be asked for, records a [Node][jacobi.tensor.Node].
@NullMarked
package jacobi.tensor;

import org.jspecify.annotations.NullMarked;
