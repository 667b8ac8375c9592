/// Layers as records. A layer holds its parameters as cells and its hyper-parameters as components;
/// [Module#apply][jacobi.models.nn.Module] is its formula, and [Cells][jacobi.models.nn.Cells]
/// finds the named cells of a whole model.
@NullMarked
package jacobi.models.nn;

import org.jspecify.annotations.NullMarked;
