package jacobi.tck;

import static jacobi.Jacobi.concat;
import static jacobi.Jacobi.jvp;
import static jacobi.Jacobi.vjp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Options;
import jacobi.Session;
import jacobi.op.Op;
import jacobi.op.Softmax;
import jacobi.op.SoftmaxBackward;
import jacobi.random.Seed;
import jacobi.rules.Accumulator;
import jacobi.rules.Rules;
import jacobi.spi.Driver;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Whoever computes a gradient case, its value, its first and its second derivatives are those of
/// the primitives it is made of, each composite differentiated through its parts, by the reference
/// interpreter in F64.
///
/// The operands are floats, so that all have the same. A result is known within `n` roundings of
/// its greatest element: two differ by at most
///
/// ```
/// n·u·max|y|
/// ```
///
/// with the unit roundoff `u` of the less exact of the two.
class AgreementTest {
  /// Roundings of the longest case.
  private static final int ROUNDINGS = 256;

  private static final Map<String, Way> WAYS = new LinkedHashMap<>();
  private static final List<ClaimingDriver> CLAIMING = new ArrayList<>();

  /// Who computes, in what type.
  private record Way(Session session, DType dtype) {
    static Way open(DType dtype, Rules rules, UnaryOperator<Driver> driver) {
      Options options = Options.of().withBackend("cpu").withDriver(driver);
      return new Way(Session.open(options.withRules(rules, Accumulator.STANDARD)), dtype);
    }

    /// Value, `Jᵀ·u`, `H·v`.
    List<double[]> orders(GradientCases.Case item) {
      return session.run(() -> {
        List<Tensor> xs = item.inputs().stream().map(x -> as(dtype, x)).toList();
        Tensor y = item.function().apply(xs);
        Tensor u = as(y.dtype(), random("u", y));
        Function<List<Tensor>, Tensor> gradient =
            at -> flat(vjp(item.function(), at, u).gradients());
        List<Tensor> vs = xs.stream().map(x -> as(dtype, random("v", x))).toList();
        var second = jvp(gradient, xs, vs);
        return Stream.of(y, second.value(), second.tangent())
            .map(x -> x.cast(DType.F64).toDoubles())
            .toList();
      });
    }
  }

  /// Numbers that are the same in F32 and F64.
  private static Tensor as(DType dtype, Tensor x) {
    return x.cast(DType.F32).cast(dtype);
  }

  private static Tensor random(String name, Tensor like) {
    double[] values = new double[(int) like.shape().elements()];
    var stream = Seed.of(3).at(name).stream();
    for (int i = 0; i < values.length; i++) {
      values[i] = stream.nextDouble(-1, 1);
    }
    return jacobi.Jacobi.tensor(values).reshape(like.shape());
  }

  private static Tensor flat(List<Tensor> parts) {
    return concat(0, parts.stream().map(x -> x.reshape(-1)).toArray(Tensor[]::new));
  }

  @BeforeAll
  static void open() {
    Rules rules = Rules.STANDARD;
    WAYS.put("parts", Way.open(DType.F64, new PartsRules(), ReferenceDriver::new));
    WAYS.put("reference", Way.open(DType.F64, rules, ReferenceDriver::new));
    WAYS.put("processor", Way.open(DType.F64, rules, real -> real));
    for (int subset = 0; subset < 4; subset++) {
      boolean forward = (subset & 1) != 0;
      boolean backward = (subset & 2) != 0;
      String name = "claims of forward %s, of backward %s".formatted(forward, backward);
      WAYS.put(
          name,
          Way.open(
              DType.F32,
              rules,
              real -> {
                CLAIMING.add(new ClaimingDriver(real, forward, backward));
                return CLAIMING.getLast();
              }));
    }
  }

  @AfterAll
  static void close() {
    WAYS.values().forEach(way -> way.session().close());
    WAYS.clear();
    CLAIMING.clear();
  }

  @TestFactory
  Stream<DynamicTest> everyOrderIsThatOfTheParts() {
    List<DynamicTest> tests = new ArrayList<>();
    for (GradientCases.Case item : GradientCases.all()) {
      tests.add(DynamicTest.dynamicTest(item.name(), () -> agree(item)));
    }
    return tests.stream();
  }

  private static void agree(GradientCases.Case item) {
    List<double[]> expected = WAYS.get("parts").orders(item);
    WAYS.forEach((name, way) -> compare(name, way.dtype(), expected, way.orders(item)));
  }

  private static void compare(
      String name, DType dtype, List<double[]> expected, List<double[]> found) {
    double unit = dtype == DType.F32 ? 0x1p-24 : 0x1p-53;
    for (int order = 0; order < expected.size(); order++) {
      double greatest = 0;
      for (double element : expected.get(order)) {
        greatest = Math.max(greatest, Math.abs(element));
      }
      assertEquals(expected.get(order).length, found.get(order).length);
      for (int i = 0; i < found.get(order).length; i++) {
        String at = "%s, order %d, element %d".formatted(name, order, i);
        double bound = ROUNDINGS * unit * greatest;
        assertEquals(expected.get(order)[i], found.get(order)[i], bound, at);
      }
    }
  }

  @Test
  void claimsAreReallyTaken() {
    GradientCases.all().forEach(item -> WAYS.values().forEach(way -> way.orders(item)));
    assertTrue(CLAIMING.get(0).computed().isEmpty());
    assertTrue(CLAIMING.get(3).computed().contains("Conv2dBackwardWeight"));
    assertTrue(CLAIMING.get(3).computed().containsAll(CLAIMING.get(1).computed()));
    assertTrue(CLAIMING.get(3).computed().containsAll(CLAIMING.get(2).computed()));
    assertFalse(CLAIMING.get(1).computed().stream().anyMatch(name -> name.contains("Backward")));
    assertTrue(WAYS.get("parts").session().counters().referenced() > 0);
  }

  @Test
  void aRuleThatDiffersFromThePartsIsSeen() {
    Rules wrong =
        new Rules() {
          @Override
          public @Nullable Pullback pullback(Op op, Tensor[] in, Tensor[] out) {
            return op instanceof Softmax(int axis)
                ? Pullback.of(
                    g -> g.engine().apply(new SoftmaxBackward(axis), g, out[0]).mul(1 + 1e-12))
                : Rules.super.pullback(op, in, out);
          }
        };
    Way way = Way.open(DType.F64, wrong, real -> real);
    GradientCases.Case softmax =
        GradientCases.all().stream()
            .filter(item -> item.op().equals("SOFTMAX"))
            .findFirst()
            .orElseThrow();
    try {
      List<double[]> expected = WAYS.get("parts").orders(softmax);
      List<double[]> found = way.orders(softmax);
      assertThrows(AssertionError.class, () -> compare("wrong", DType.F64, expected, found));
    } finally {
      way.session().close();
    }
  }
}
