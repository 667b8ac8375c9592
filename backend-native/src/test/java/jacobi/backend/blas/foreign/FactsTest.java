package jacobi.backend.blas.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jacobi.backend.blas.library.Attempt;
import jacobi.backend.blas.library.Search;
import jacobi.spi.ProbeContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A library is refused as a whole if one function is missing that some call would need.
class FactsTest {
  private static NativeLibrary real(Optional<Attempt.Found> found) {
    return found.orElseThrow().library();
  }

  private static void needs(NativeLibrary real, List<String> functions) {
    for (String missing : functions) {
      var without =
          new NativeLibrary(
              "without",
              name -> name.equals(missing) ? Optional.empty() : real.symbols().find(name));
      var refused = assertThrows(IllegalArgumentException.class, () -> Facts.of(without));
      // Without the function it is known by it is not known at all.
      String reason =
          missing.equals(Maker.of(real).witness())
              ? "has no function cblas_sgemm and no dnnl_sgemm"
              : "has no function " + missing;
      assertEquals(reason, refused.getMessage());
    }
  }

  @Test
  void everyFunctionIsNeeded() {
    Search search = Search.of(new ProbeContext(Map.of()));
    needs(real(search.cblas()), Cblas.FUNCTIONS);
    needs(real(search.oneDnn()), Dnnl.FUNCTIONS);
  }
}
