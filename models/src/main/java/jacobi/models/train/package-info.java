/// The training loop and evaluation.
@NullMarked
package jacobi.models.train;

import org.jspecify.annotations.NullMarked;
