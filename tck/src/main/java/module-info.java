/// The technology compatibility kit: proves any backend right, gradients included.
module jacobi.tck {
  requires transitive jacobi.api;
  requires static org.jspecify;

  exports jacobi.tck.arithmetic;
  exports jacobi.tck.reference;
}
