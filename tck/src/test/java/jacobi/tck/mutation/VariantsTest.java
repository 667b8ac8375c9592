package jacobi.tck.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Options;
import jacobi.tck.Conformance;
import jacobi.tck.run.Filter;
import jacobi.tck.run.Outcome;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Result;
import jacobi.type.DType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What is legal passes, and differs from the backend that it is a variant of.
class VariantsTest {
  private static final Options CPU = Options.of().withBackend("cpu");

  private static Result run(Variant variant, String selection) {
    Plan plan = Plan.of().with(Filter.of(selection)).withoutCanaries();
    return Conformance.run(variant.in(CPU), plan);
  }

  @TestFactory
  Stream<DynamicTest> nothingIsFoundInWhatIsLegal() {
    return Variants.all().stream()
        .map(variant ->
            DynamicTest.dynamicTest(
                variant.name(),
                () -> {
                  for (String selection : List.of("C08", "C11/LINEAR", "C09/REDUCE_SUM", "C33")) {
                    Result result = run(variant, selection);
                    assertTrue(result.isPassed(), () -> result.failures().toString());
                  }
                }));
  }

  @Test
  void ordersOfSumsAreOrders() {
    double[] terms = {1, 0x1p26, 1, 1, -0x1p26, 1, 1, 1, 1};
    Map<String, Double> sums = new TreeMap<>();
    for (Orders order : Orders.values()) {
      sums.put(order.name(), order.sum(terms, DType.F32));
      assertEquals(0, order.sum(new double[0], DType.F32));
      assertEquals(6, order.sum(new double[] {1, 2, 3}, DType.F64));
    }
    assertEquals(7.0, sums.get("WIDE"));
    assertNotEquals(7.0, sums.get("BACKWARDS"));
    assertNotEquals(sums.get("PAIRWISE"), sums.get("BACKWARDS"));
    assertTrue(Double.isNaN(Orders.WIDE.sum(new double[] {1, Double.NaN}, DType.F32)));
    double infinite = Double.POSITIVE_INFINITY;
    assertEquals(infinite, Orders.WIDE.sum(new double[] {1, infinite, 2}, DType.F32));
  }

  /// A bound that no legal order comes near would hide defects.
  @Test
  void legalOrdersReachTwoPercentOfEachBound() {
    Map<String, Double> worst = new TreeMap<>();
    for (Variant variant : Variants.all()) {
      for (Outcome outcome : run(variant, "C08").outcomes()) {
        worst.merge(outcome.test().op(), outcome.worst(), Math::max);
      }
    }
    // What moves, picks or compares has no error at all.
    worst.values().removeIf(ratio -> ratio == 0);
    assertTrue(worst.size() > 60, worst.keySet().toString());
    assertTrue(worst.keySet().containsAll(List.of("MATMUL", "REDUCE_SUM", "EXP", "LAYER_NORM")));
    worst.values().removeIf(ratio -> ratio > 0.02);
    assertEquals(Map.of(), worst);
  }
}
