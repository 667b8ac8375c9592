/// The native backend: contractions by BLAS and oneDNN libraries, all else by the cpu backend, on
/// the same arrays.
///
/// [BlasProvider][jacobi.backend.blas.BlasProvider] finds libraries (`library`), calls them
/// (`foreign`) and puts them to use where they are faster (`product`). Libraries compute on the
/// thread that calls them: the workers of the process are the only threads, and how work is split
/// depends on the shape alone.
@NullMarked
package jacobi.backend.blas;

import org.jspecify.annotations.NullMarked;
