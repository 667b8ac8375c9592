/// Finds native libraries and says of each place that was looked at what became of it.
@NullMarked
package jacobi.backend.blas.library;

import org.jspecify.annotations.NullMarked;
