/// The pure-Java backend: id `cpu`.
module jacobi.backend.cpu {
  requires jacobi.api;
  requires static org.jspecify;
  requires jdk.incubator.vector;

  exports jacobi.backend.cpu to
      jacobi.backend.blas;
  exports jacobi.backend.cpu.gemm to
      jacobi.backend.blas;
  exports jacobi.backend.cpu.move to
      jacobi.backend.blas;
  exports jacobi.backend.cpu.parallel to
      jacobi.backend.blas;
  exports jacobi.backend.cpu.product to
      jacobi.backend.blas;

  provides jacobi.spi.BackendProvider with
      jacobi.backend.cpu.CpuProvider;
}
