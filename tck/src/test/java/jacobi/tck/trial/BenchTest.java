package jacobi.tck.trial;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import jacobi.Options;
import jacobi.tck.oracle.Oracle;
import org.junit.jupiter.api.Test;

class BenchTest {
  /// A session keeps the memory of all sizes it ever needed, and the references' is on the heap.
  @Test
  void whatReferencesKeepEndsWithATest() {
    try (Bench bench = new Bench(Options.of().withBackend("cpu"))) {
      Lab lab = bench.lab();
      Lab definitions = bench.definitions();
      Oracle oracle = bench.oracle();
      assertSame(definitions, bench.definitions());
      assertSame(oracle, bench.oracle());
      bench.rest();
      assertNotSame(definitions, bench.definitions());
      assertNotSame(oracle, bench.oracle());
      assertSame(lab, bench.lab());
    }
  }
}
