/// The native backend: id `blas`.
module jacobi.backend.blas {
  requires jacobi.api;
  requires jacobi.backend.cpu;
  requires static org.jspecify;

  provides jacobi.spi.BackendProvider with
      jacobi.backend.blas.BlasProvider;
}
