package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import jacobi.Compiled;
import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compiled graphs have the bits of eager ones.
class CompiledGraphsTest {
  private static final int GRAPHS = Integer.getInteger("jacobi.graphs", 150);

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void randomGraphsHaveTheBitsOfEagerOnes(int order) {
    try (Session session = Session.open(Options.of().withBackend("cpu"))) {
      session.run(() -> {
        for (long number = 0; number < GRAPHS; number++) {
          long graph = number;
          try (Compiled compiled = Jacobi.compile(in -> RandomGraphs.run(graph, order, in))) {
            for (int run = 0; run < 3; run++) {
              List<Tensor> arguments = RandomGraphs.arguments(10 * graph + run);
              List<Tensor> expected = RandomGraphs.run(graph, order, arguments);
              same("graph %d, run %d".formatted(graph, run), expected, compiled.apply(arguments));
            }
          }
        }
        return true;
      });
    }
  }

  private static void same(String what, List<Tensor> expected, List<Tensor> actual) {
    for (int i = 0; i < expected.size(); i++) {
      float[] wanted = expected.get(i).toFloats();
      assertArrayEquals(wanted, actual.get(i).toFloats(), what + ", result " + i);
    }
  }
}
