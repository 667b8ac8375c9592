package jacobi.models.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.models.train.Execution;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StopwatchTest {
  private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":(\"[^\"]*\"|[-0-9.]+)");

  private static Map<String, String> measured(String name) {
    Workload workload = Workloads.named(name, Execution.EAGER).getFirst();
    var stopwatch = new Stopwatch("jacobi-cpu", 2, Execution.EAGER, Budget.of(0.01, 0.01));
    String json = Jacobi.session().run(() -> stopwatch.measure(workload)).json();
    assertTrue(json.matches("\\{" + FIELD + "(," + FIELD + ")*\\}"), json);
    Map<String, String> fields = new TreeMap<>();
    FIELD.matcher(json).results().forEach(field -> fields.put(field.group(1), field.group(2)));
    return fields;
  }

  private static double number(Map<String, String> row, String field) {
    return Double.parseDouble(row.get(field));
  }

  @Test
  void aProductsRowHasItsTimesAndRates() {
    Map<String, String> row = measured("gemm_96");
    assertEquals("\"jacobi-cpu\"", row.get("peer"));
    assertEquals("\"gemm_96\"", row.get("workload"));
    assertEquals("2", row.get("threads"));
    assertTrue(number(row, "samples") >= 20 && number(row, "samples") <= 2000, row.toString());
    assertTrue(number(row, "min_ms") > 0, row.toString());
    assertTrue(number(row, "min_ms") <= number(row, "p10_ms"), row.toString());
    assertTrue(number(row, "p10_ms") <= number(row, "median_ms"), row.toString());
    double rate = 2.0 * 96 * 96 * 96 / number(row, "median_ms") * 1e-6;
    assertEquals(rate, number(row, "gflops"), 0.01 * rate + 0.01);
    assertTrue(number(row, "gflops") <= number(row, "gflops_best"), row.toString());
    assertFalse(row.containsKey("loss_first"), row.toString());
  }

  @Test
  void shortCallsShareASample() {
    assertTrue(number(measured("tiny_add"), "inner") > 1);
  }

  @Test
  void whatTheSystemDoesNotTellIsLeftOut() {
    Workload mlp = Workloads.named("mlp_sgd", Execution.EAGER).getFirst();
    var samples = new Samples(new double[] {3, 1, 2, 4, 0}, 4);
    var learning = new Row.Learning(2.5, 0.25, 640, java.util.OptionalLong.empty());
    var row = new Row("jacobi-x", 1, mlp, samples, 1, learning, null);
    assertEquals(
        "{\"peer\":\"jacobi-x\",\"workload\":\"mlp_sgd\",\"median_ms\":2.5000000,"
            + "\"min_ms\":1.0000000,\"p10_ms\":1.0000000,\"threads\":1,\"samples\":4,\"inner\":1,"
            + "\"loss_first\":2.5000,\"loss_last\":0.2500,\"first_step_ms\":640}",
        row.json());
    assertTrue(row.text().contains("loss 2.5000 to 0.2500"), row.text());
  }
}
