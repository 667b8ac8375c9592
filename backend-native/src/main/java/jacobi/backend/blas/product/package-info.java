/// Matrix products by native libraries, split over the workers of the process.
@NullMarked
package jacobi.backend.blas.product;

import org.jspecify.annotations.NullMarked;
