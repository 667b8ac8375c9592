/// A complete backend in plain Java, to be copied.
module sample {
  requires jacobi.api;

  provides jacobi.spi.BackendProvider with
      sample.SampleProvider;
}
