package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Compiled;
import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compiled graphs have the bits of eager ones, and leave nothing behind.
class CompiledGraphsTest {
  private static final int GRAPHS = Integer.getInteger("jacobi.graphs", 150);

  /// `-Djacobi.dropped=10000` takes two minutes.
  private static final int DROPPED = Integer.getInteger("jacobi.dropped", 800);

  private static final int RUNS = 3;
  private static final long MEGABYTE = 1 << 20;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void randomGraphsHaveTheBitsOfEagerOnes(int order) {
    check(Options.of(), order, GRAPHS);
  }

  /// Compares graphs that a session compiles with eager ones of an honest session.
  static void check(Options options, int order, int graphs) {
    for (long number = 0; number < graphs; number++) {
      List<List<float[]>> expected = eager(number, order);
      List<List<float[]>> actual = compiled(options, number, order);
      for (int run = 0; run < RUNS; run++) {
        for (int i = 0; i < expected.get(run).size(); i++) {
          String what = "graph %d, run %d, result %d".formatted(number, run, i);
          assertArrayEquals(expected.get(run).get(i), actual.get(run).get(i), what);
        }
      }
    }
  }

  private static <T> T on(Options options, Supplier<T> block) {
    try (Session session = Session.open(options.withBackend("cpu"))) {
      return session.run(block);
    }
  }

  private static List<List<float[]>> eager(long number, int order) {
    return on(
        Options.of(), () -> runs(number, arguments -> RandomGraphs.run(number, order, arguments)));
  }

  private static List<List<float[]>> compiled(Options options, long number, int order) {
    return on(
        options,
        () -> {
          try (Compiled step = Jacobi.compile(in -> RandomGraphs.run(number, order, in))) {
            return runs(number, step::apply);
          }
        });
  }

  private interface Graph {
    List<Tensor> of(List<Tensor> arguments);
  }

  private static List<List<float[]>> runs(long number, Graph graph) {
    return java.util.stream.IntStream.range(0, RUNS)
        .mapToObj(run -> graph.of(RandomGraphs.arguments(10 * number + run)))
        .map(results -> results.stream().map(Tensor::toFloats).toList())
        .toList();
  }

  @Test
  void graphsThatAreDroppedLeaveNothingBehind() {
    long[] early = new long[2];
    long[] late = new long[2];
    on(
        Options.of(),
        () -> {
          for (long number = 0; number < DROPPED; number++) {
            long graph = number;
            Compiled step = Jacobi.compile(in -> RandomGraphs.run(graph, 1, in));
            step.apply(RandomGraphs.arguments(number));
            if (number % 2 == 0) {
              step.close();
            }
            if (number == DROPPED / 2) {
              measure(early);
            }
          }
          measure(late);
          return true;
        });
    assertTrue(late[0] - early[0] < 4 * MEGABYTE, "heap grew by " + (late[0] - early[0]));
    assertTrue(late[1] - early[1] < 4 * MEGABYTE, "metaspace grew by " + (late[1] - early[1]));
  }

  /// Bytes of the heap, and of classes, that are still in use.
  private static void measure(long... used) {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    used[0] = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    used[1] =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().contains("Metaspace"))
            .map(MemoryPoolMXBean::getUsage)
            .mapToLong(java.lang.management.MemoryUsage::getUsed)
            .sum();
  }
}
