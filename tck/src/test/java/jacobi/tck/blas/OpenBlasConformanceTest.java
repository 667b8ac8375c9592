package jacobi.tck.blas;

/// The native backend with the OpenBLAS of a jar.
class OpenBlasConformanceTest implements LibraryConformance {
  @Override
  public String library() {
    return "openblas";
  }

  @Override
  public String title() {
    return "OpenBLAS";
  }
}
