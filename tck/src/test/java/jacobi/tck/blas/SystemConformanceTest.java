package jacobi.tck.blas;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The native backend with a library of the system: `-Djacobi.tck.library=libopenblas.so.0`.
@EnabledIfSystemProperty(named = SystemConformanceTest.NAME, matches = ".+")
class SystemConformanceTest implements LibraryConformance {
  static final String NAME = "jacobi.tck.library";

  @Override
  public String library() {
    return System.getProperty(NAME);
  }

  @Override
  public String title() {
    return "BLAS";
  }
}
