/// The conformance kit: proves any backend right, gradients included. The engine knows the api
/// alone; JUnit is wanted only by those who use [jacobi.tck.junit].
module jacobi.tck {
  requires transitive jacobi.api;
  requires info.picocli;
  requires static org.jspecify;
  requires static org.junit.jupiter.api;

  exports jacobi.tck;
  exports jacobi.tck.arithmetic;
  exports jacobi.tck.cases;
  exports jacobi.tck.junit;
  exports jacobi.tck.oracle;
  exports jacobi.tck.reference;
  exports jacobi.tck.report;
  exports jacobi.tck.run;
  exports jacobi.tck.spec;
  exports jacobi.tck.trial;

  opens jacobi.tck to
      info.picocli;
}
