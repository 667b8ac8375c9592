/// The OpenCL backend: id `opencl`. This version looks for devices and says what it found; it has
/// no kernels yet.
module jacobi.backend.opencl {
  requires jacobi.api;
  requires jocl;
  requires static org.jspecify;

  provides jacobi.spi.BackendProvider with
      jacobi.backend.opencl.OpenClProvider;
}
