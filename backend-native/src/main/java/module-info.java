/// The native backend: id `blas`. This version looks for libraries and says what it found; it has
/// no kernels yet.
module jacobi.backend.blas {
  requires jacobi.api;
  requires jacobi.backend.cpu;
  requires static org.jspecify;

  provides jacobi.spi.BackendProvider with
      jacobi.backend.blas.BlasProvider;
}
