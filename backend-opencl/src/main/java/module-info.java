/// The OpenCL backend: id `opencl`.
module jacobi.backend.opencl {
  requires jacobi.api;
  requires jocl;
  requires static org.jspecify;

  provides jacobi.spi.BackendProvider with
      jacobi.backend.opencl.OpenClProvider;
}
