package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.random.Seed;
import jacobi.spi.Accuracy;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.tck.reference.DoubleDoubleBackend;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Error bounds hold for a correct device, and are not much wider than what legal orders reach.
class BoundsTest {
  private static final Map<String, Double> WORST = new TreeMap<>();

  private static Session reference;
  private static Session cpu;

  /// The cpu backend by primitives alone, and the reference with its accuracy.
  @BeforeAll
  static void open() {
    var accuracy = new AtomicReference<>(Accuracy.OPENCL);
    cpu =
        Session.open(
            Options.of()
                .withBackend("cpu")
                .withDriver(real -> {
                  accuracy.set(real.info().accuracy());
                  return new ClaimingDriver(real, false, false);
                }));
    reference = DoubleDoubleBackend.open(accuracy.get());
  }

  @AfterAll
  static void close() {
    reference.close();
    cpu.close();
    WORST.forEach((op, ratio) -> System.out.printf("%-45s %.3f of its bound%n", op, ratio));
  }

  @TestFactory
  Stream<DynamicTest> compositesOfADeviceThatDecomposesThemStayWithin() {
    return CompositeCases.all().stream()
        .map(item -> DynamicTest.dynamicTest(item.name(), () -> compare(item)));
  }

  private static void compare(CompositeCase item) {
    List<double[]> found =
        cpu.run(() ->
            item.tensors(cpu, DType.F32, false).stream()
                .map(y -> y.cast(DType.F64).toDoubles())
                .toList());
    reference.run(() -> {
      List<Tensor> exact = item.tensors(reference, DType.F32, false);
      for (int i = 0; i < found.size(); i++) {
        Tensor y = exact.get(i);
        if (y.dtype().isFloat()) {
          double ratio = ratio(y, found.get(i), "%s, result %d".formatted(item.name(), i));
          WORST.merge(item.op().name(), ratio, Math::max);
        }
      }
      return true;
    });
  }

  /// The worst error as a fraction of its bound; where nothing is known nothing is compared.
  private static double ratio(Tensor exact, double[] found, String what) {
    DoubleDouble[] values = DoubleDoubleBackend.read(exact);
    double[] bounds = DoubleDoubleBackend.bounds(exact);
    double worst = 0;
    for (int i = 0; i < found.length; i++) {
      String at = "%s, element %d".formatted(what, i);
      if (!values[i].isFinite()) {
        assertTrue(
            Double.compare(values[i].high(), found[i]) == 0 || bounds[i] > 0,
            at + " is " + found[i] + " instead of " + values[i].high());
      } else if (!Double.isInfinite(bounds[i])) {
        double error = DoubleDouble.of(found[i]).sub(values[i]).abs().high();
        String message = "%s is %s instead of %s ± %s";
        assertTrue(error <= bounds[i], message.formatted(at, found[i], values[i], bounds[i]));
        worst = Math.max(worst, error == 0 ? 0 : error / bounds[i]);
      }
    }
    return worst;
  }

  /// A float for each of the first results of a stream.
  private static float[] drawn(int count, String name) {
    var random = Seed.of(9).at(name).stream();
    float[] elements = new float[count];
    for (int i = 0; i < count; i++) {
      elements[i] = random.nextFloat();
    }
    return elements;
  }

  @Test
  void addingOneAfterTheOtherReachesTwoPercentOfTheBoundAndNoMoreThanAll() {
    for (int count : new int[] {3, 16, 256, 4096}) {
      double worst = 0;
      for (int trial = 0; trial < 50; trial++) {
        float[] terms = drawn(count, count + " " + trial);
        float sum = 0;
        for (float term : terms) {
          sum += term;
        }
        double[] found = {sum};
        worst =
            Math.max(
                worst,
                reference.run(() ->
                    ratio(Jacobi.tensor(terms).sum(), found, "sum of %d terms".formatted(count))));
      }
      assertTrue(worst > 0.02, count + " terms reach " + worst);
    }
  }

  @Test
  void productsOneAfterTheOtherReachTwoPercentOfTheBoundAndNoMoreThanAll() {
    for (int count : new int[] {1, 2, 3, 4, 8, 16, 256, 4096}) {
      double worst = 0;
      for (int trial = 0; trial < 50; trial++) {
        float[] a = drawn(count, "a %d %d".formatted(count, trial));
        float[] b = drawn(count, "b %d %d".formatted(count, trial));
        float sum = 0;
        for (int k = 0; k < count; k++) {
          sum += a[k] * b[k];
        }
        double[] found = {sum};
        worst =
            Math.max(
                worst,
                reference.run(() -> {
                  Tensor product = Jacobi.tensor(a, 1, count).matmul(Jacobi.tensor(b, count, 1));
                  return ratio(product, found, "product of %d terms".formatted(count));
                }));
      }
      assertTrue(worst > 0.02, count + " terms reach " + worst);
    }
  }

  private static double[] bounds(Function<Tensor, Tensor> f, float... x) {
    return reference.run(() -> DoubleDoubleBackend.bounds(f.apply(Jacobi.tensor(x))));
  }

  @Test
  void whatIsExactInAnyOrderHasNoError() {
    float[] whole = {3, -7, 8, 1 << 20, -5, 11};
    assertEquals(0, bounds(x -> x.sum(), whole)[0]);
    assertEquals(0, bounds(x -> x.mul(0.25).sum(), whole)[0]);
    assertEquals(0, bounds(x -> x.reshape(1, 6).matmul(x.reshape(6, 1)), 3, 5, 9, 2, 4, 7)[0]);
    assertTrue(bounds(x -> x.sum(), 3, 1 << 24, 1 << 24)[0] > 0, "a sum that is rounded");
    assertTrue(bounds(x -> x.sum(), 0.1f, 0.2f, 0.3f, 100)[0] > 0, "terms of many digits");
  }

  @Test
  void aRoundedResultIsOffByItsRounding() {
    double third = 1.0 / 3;
    double expected = Math.abs((float) third - third);
    assertEquals(expected, bounds(x -> x.div(3), 1)[0], 1e-16);
    assertEquals(0, bounds(x -> x.div(4), 1)[0]);
    assertEquals(0, bounds(x -> x.cast(DType.F64), 0.1f)[0]);
    assertTrue(bounds(x -> x.cast(DType.F16), 0.1f)[0] > 0, "a cast to fewer digits");
  }

  /// `x/3·3` may be the next number below 1.
  @Test
  void whatRoundingMayHaveDecidedIsOpen() {
    Function<Tensor, Tensor> near = x -> x.div(3).add(x.div(3)).add(x.div(3));
    assertEquals(1, bounds(x -> near.apply(x).floor(), 1)[0]);
    assertEquals(1, bounds(x -> near.apply(x).lt(1), 1)[0]);
    assertEquals(0, bounds(x -> near.apply(x).lt(2), 1)[0]);
    assertTrue(bounds(x -> near.apply(x).lt(1).where(x, x.add(5)), 1)[0] >= 5, "the other branch");
    assertEquals(0, bounds(x -> near.apply(x).lt(2).where(x, x.add(5)), 1)[0]);
    double[] picked =
        bounds(x -> x.gather(0, near.apply(x).argmax(0).reshape(1)), 1, Math.nextUp(1f), 0);
    assertEquals(Double.POSITIVE_INFINITY, picked[0]);
    double[] clear = bounds(x -> x.gather(0, near.apply(x).argmax(0).reshape(1)), 1, 2, 0);
    assertEquals(0, clear[0]);
  }

  @Test
  void errorsOfOperandsGrowAsTheFunctionDoes() {
    double tenth = bounds(x -> x.div(10), 1)[0];
    double own = bounds(x -> x.exp(), 0.1f)[0];
    double grown = bounds(x -> x.div(10).exp(), 1)[0];
    assertEquals(own + Math.exp(0.1) * tenth, grown, 0.01 * tenth);
    double steep = bounds(x -> x.div(10).mul(1024), 1)[0];
    assertEquals(1024 * tenth + Math.ulp(102.4f) / 2, steep, tenth);
  }
}
