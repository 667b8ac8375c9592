package jacobi.models.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.models.train.Execution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every workload, run once or a few times.
class EveryWorkloadTest {
  private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":(\"[^\"]*\"|[-0-9.]+)");
  private static final Set<String> ALWAYS =
      Set.of("peer", "workload", "median_ms", "min_ms", "p10_ms", "threads", "samples", "inner");
  private static final Set<String> COUNTED = Set.of("gflops", "gflops_best");
  private static final Set<String> LEARNED = Set.of("loss_first", "loss_last", "first_step_ms");

  /// What the system tells, or not.
  private static final Set<String> SYSTEM = Set.of("peak_rss_mb", "steal_pct", "other_pct");

  static Stream<Workload> eager() {
    return Workloads.named("", Execution.EAGER).stream();
  }

  static Stream<Workload> compiled() {
    return Workloads.named("", Execution.COMPILED).stream();
  }

  static Stream<Workload.Training> trained() {
    return compiled()
        .filter(Workload.Training.class::isInstance)
        .map(Workload.Training.class::cast);
  }

  private static Map<String, String> measured(Workload workload, Execution how) {
    int fewest =
        switch (workload) {
          case Workload.Call _ -> 1;
          case Workload.Training _ -> 20;
        };
    var stopwatch = new Stopwatch("jacobi-cpu", 2, how, new Budget(0, 0, 0, fewest));
    String json = Jacobi.session().run(() -> stopwatch.measure(workload)).json();
    assertTrue(json.matches("\\{" + FIELD + "(," + FIELD + ")*\\}"), json);
    Map<String, String> row = new HashMap<>();
    FIELD.matcher(json).results().forEach(field -> row.put(field.group(1), field.group(2)));
    return row;
  }

  private static double number(Map<String, String> row, String field) {
    return Double.parseDouble(row.get(field));
  }

  @ParameterizedTest
  @MethodSource("eager")
  void bringsARowOfTheFieldsThatRowsAreComparedBy(Workload workload) {
    Map<String, String> row = measured(workload, Execution.EAGER);
    Set<String> fields = new TreeSet<>(ALWAYS);
    switch (workload) {
      case Workload.Call call -> fields.addAll(call.flops() > 0 ? COUNTED : Set.of());
      case Workload.Training _ -> {
        fields.addAll(LEARNED);
        assertTrue(number(row, "loss_last") < number(row, "loss_first"), row.toString());
      }
    }
    Set<String> found = new TreeSet<>(row.keySet());
    found.removeAll(SYSTEM);
    assertEquals(fields, found);
    assertEquals("\"jacobi-cpu\"", row.get("peer"));
    assertEquals('"' + workload.name() + '"', row.get("workload"));
    assertTrue(number(row, "min_ms") > 0, row.toString());
    assertTrue(number(row, "min_ms") <= number(row, "median_ms"), row.toString());
  }

  @ParameterizedTest
  @MethodSource("compiled")
  void isMeasuredCompiledUnderAnotherName(Workload workload) {
    Map<String, String> row = measured(workload, Execution.COMPILED);
    assertEquals("\"jacobi-cpu-compiled\"", row.get("peer"));
    assertEquals('"' + workload.name() + '"', row.get("workload"));
    assertTrue(number(row, "min_ms") > 0, row.toString());
  }

  private static List<Double> losses(Workload.Training training, Execution how) {
    return Jacobi.session()
        .run(() -> {
          DoubleSupplier step = training.prepare().apply(how);
          List<Double> losses = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            losses.add(step.getAsDouble());
          }
          return losses;
        });
  }

  @ParameterizedTest
  @MethodSource("trained")
  void learnsTheSameBitsCompiled(Workload.Training training) {
    assertEquals(losses(training, Execution.EAGER), losses(training, Execution.COMPILED));
  }
}
