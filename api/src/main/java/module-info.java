/// Backpropagation with pluggable compute backends: tensors, the vocabulary of ops, gradients of
/// any order, and the interface backends implement.
module jacobi.api {
  requires static jdk.jfr;
  requires static org.jspecify;

  exports jacobi;
  exports jacobi.type;
  exports jacobi.random;
  exports jacobi.op;
  exports jacobi.spi;
  exports jacobi.tensor;
  exports jacobi.rules to
      jacobi.tck;
  exports jacobi.graph to
      jacobi.tck;
  exports jacobi.runtime to
      jacobi.tck;

  uses jacobi.spi.BackendProvider;
}
