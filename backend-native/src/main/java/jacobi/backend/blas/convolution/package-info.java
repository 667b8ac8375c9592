/// Convolutions by oneDNN, split over the workers of the process.
@NullMarked
package jacobi.backend.blas.convolution;

import org.jspecify.annotations.NullMarked;
