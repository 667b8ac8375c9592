/// Optimizers: each reads the gradients of a loss and moves the parameters, one fused step op a
/// parameter.
@NullMarked
package jacobi.models.optim;

import org.jspecify.annotations.NullMarked;
