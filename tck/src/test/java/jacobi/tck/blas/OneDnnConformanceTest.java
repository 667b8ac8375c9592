package jacobi.tck.blas;

/// The native backend with the oneDNN of a jar.
class OneDnnConformanceTest implements LibraryConformance {
  @Override
  public String library() {
    return "dnnl";
  }

  @Override
  public String title() {
    return "oneDNN";
  }
}
