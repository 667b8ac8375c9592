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
import jacobi.op.Unary;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Forward mode is reverse mode transposed, and a second derivative is the same whichever way it is
/// taken: for every gradient case, in F64 by the reference interpreter and by the processor, in F32
/// by what the processor claims.
///
/// ```
/// ⟨u, J·v⟩ = ⟨Jᵀ·u, v⟩
/// ```
///
/// Each side is a sum over the same products, in another order and association. A product by `J` of
/// at most `n` roundings is known within `n·u` of its greatest element, so the two differ by at
/// most
///
/// ```
/// n·u·(Σ|uᵢ| · max|J·v| + max|Jᵀ·u| · Σ|vⱼ|)
/// ```
///
/// and the two products by a Hessian, element by element, by `2·n·u` of the greatest.
class TranspositionTest {
  /// Roundings of a derivative of the longest case.
  private static final int ROUNDINGS = 256;

  /// Why nobody can differentiate them.
  private static final Map<String, String> NOT_DIFFERENTIABLE = reasons();

  private static final Map<String, Way> WAYS = new LinkedHashMap<>();

  /// Who computes, in what type.
  private record Way(Session session, WitnessRules witness, DType dtype) {
    static Way open(DType dtype, UnaryOperator<Driver> driver) {
      var witness = new WitnessRules();
      Options options = Options.of().withBackend("cpu").withDriver(driver);
      Session session = Session.open(options.withRules(witness, Accumulator.STANDARD));
      return new Way(session, witness, dtype);
    }

    double unit() {
      return dtype == DType.F32 ? 0x1p-24 : 0x1p-53;
    }
  }

  private static final List<ClaimingDriver> CLAIMING = new ArrayList<>();

  @BeforeAll
  static void open() {
    WAYS.put("reference", Way.open(DType.F64, ReferenceDriver::new));
    WAYS.put("processor", Way.open(DType.F64, real -> real));
    WAYS.put(
        "claims",
        Way.open(
            DType.F32,
            real -> {
              CLAIMING.add(new ClaimingDriver(real, true, true));
              return CLAIMING.getLast();
            }));
  }

  @AfterAll
  static void close() {
    WAYS.values().forEach(way -> way.session().close());
    WAYS.clear();
    CLAIMING.clear();
  }

  private static Map<String, String> reasons() {
    Map<String, String> reasons = new TreeMap<>();
    for (String name : List.of("AND", "OR", "XOR", "EQ", "LT", "LE")) {
      reasons.put("Binary " + name, "truth values and whole numbers");
    }
    reasons.put("Unary NOT", "truth values and whole numbers");
    for (String name : List.of("SIGN", "FLOOR", "CEIL", "ROUND")) {
      reasons.put("Unary " + name, "constant between its jumps");
    }
    for (String name : List.of("ArgReduce ARG_MAX", "ArgReduce ARG_MIN")) {
      reasons.put(name, "an index");
    }
    reasons.put("SortIndices false", "an index");
    reasons.put("SortIndices true", "an index");
    reasons.put("OneHot", "of an index");
    reasons.put("Full", "of nothing");
    reasons.put("Iota", "of nothing");
    reasons.put("RandomBits", "bits");
    reasons.put("Custom", "as its definition says, which has tests of its own");
    reasons.put("ElementwiseChain", "of compiled steps, whose gradients are taken before");
    return reasons;
  }

  private static Stream<DynamicTest> everyCase(Check check) {
    List<DynamicTest> tests = new ArrayList<>();
    WAYS.forEach((name, way) -> {
      for (GradientCases.Case item : GradientCases.all()) {
        tests.add(
            DynamicTest.dynamicTest(
                item.name() + ", " + name,
                () ->
                    way.session()
                        .run(() -> {
                          check.on(way, item.function(), inputs(item, way));
                          return true;
                        })));
      }
    });
    return tests.stream();
  }

  /// A property of a function at a point.
  private interface Check {
    void on(Way way, Function<List<Tensor>, Tensor> f, List<Tensor> xs);
  }

  private static List<Tensor> inputs(GradientCases.Case item, Way way) {
    return item.inputs().stream().map(x -> x.cast(way.dtype())).toList();
  }

  private static Tensor random(String name, Tensor like) {
    double[] values = new double[(int) like.shape().elements()];
    var stream = Seed.of(3).at(name).stream();
    for (int i = 0; i < values.length; i++) {
      values[i] = stream.nextDouble(-1, 1);
    }
    return jacobi.Jacobi.tensor(values).reshape(like.shape()).cast(like.dtype());
  }

  @TestFactory
  Stream<DynamicTest> forwardIsReverseTransposed() {
    return everyCase(TranspositionTest::transposed);
  }

  private static void transposed(Way way, Function<List<Tensor>, Tensor> f, List<Tensor> xs) {
    List<Tensor> vs = xs.stream().map(x -> random("v", x)).toList();
    var forward = jvp(f, xs, vs);
    Tensor u = random("u", forward.value());
    double[] rows = doubles(List.of(u));
    double[] tangent = doubles(List.of(forward.tangent()));
    double[] columns = doubles(vs);
    double[] cotangent = doubles(vjp(f, xs, u).gradients());
    double scale = sizes(rows) * greatest(tangent) + sizes(columns) * greatest(cotangent);
    double bound = ROUNDINGS * way.unit() * scale;
    assertEquals(dot(rows, tangent), dot(cotangent, columns), bound);
  }

  @TestFactory
  Stream<DynamicTest> aSecondDerivativeIsTheSameForwardAndBackward() {
    return everyCase(TranspositionTest::symmetric);
  }

  /// Forward over reverse is `H·v`, reverse over reverse `Hᵀ·v`.
  private static void symmetric(Way way, Function<List<Tensor>, Tensor> f, List<Tensor> xs) {
    Tensor u = random("u", f.apply(xs));
    Function<List<Tensor>, Tensor> gradient = at -> flat(vjp(f, at, u).gradients());
    List<Tensor> vs = xs.stream().map(x -> random("v", x)).toList();
    double[] forward = doubles(List.of(jvp(gradient, xs, vs).tangent()));
    double[] reverse = doubles(vjp(gradient, xs, flat(vs)).gradients());
    double bound = 2 * ROUNDINGS * way.unit() * Math.max(greatest(forward), greatest(reverse));
    for (int i = 0; i < forward.length; i++) {
      assertEquals(reverse[i], forward[i], bound, "element " + i);
    }
  }

  private static Tensor flat(List<Tensor> parts) {
    return concat(0, parts.stream().map(x -> x.reshape(-1)).toArray(Tensor[]::new));
  }

  private static double[] doubles(List<Tensor> parts) {
    return flat(parts).cast(DType.F64).toDoubles();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double sizes(double... elements) {
    double sum = 0;
    for (double element : elements) {
      sum += Math.abs(element);
    }
    return sum;
  }

  private static double greatest(double... elements) {
    double greatest = 0;
    for (double element : elements) {
      greatest = Math.max(greatest, Math.abs(element));
    }
    return greatest;
  }

  @Test
  void everyMemberOfTheVocabularyIsDifferentiatedTwiceOrNamed() {
    for (Way way : WAYS.values()) {
      way.session()
          .run(() -> {
            for (GradientCases.Case item : GradientCases.all()) {
              List<Tensor> xs = inputs(item, way);
              transposed(way, item.function(), xs);
              symmetric(way, item.function(), xs);
            }
            return true;
          });
      var missing = new TreeSet<>(Members.all(Op.class));
      missing.removeAll(way.witness().differentiated());
      assertEquals(NOT_DIFFERENTIABLE.keySet(), missing);
    }
    ClaimingDriver driver = CLAIMING.getFirst();
    assertFalse(driver.computed().isEmpty());
    assertEquals(driver.claimed(), driver.computed());
    assertTrue(WAYS.get("reference").session().counters().referenced() > 0);
  }

  @Test
  void aRuleThatIsNotLinearInTheCotangentIsSeen() {
    Rules wrong =
        new Rules() {
          @Override
          public @org.jspecify.annotations.Nullable Pullback pullback(
              Op op, Tensor[] in, Tensor[] out) {
            return op == Unary.SIN
                ? Pullback.of(g -> g.mul(in[0].cos()).add(g.square().mul(1e-3)))
                : Rules.super.pullback(op, in, out);
          }
        };
    Options options = Options.of().withBackend("cpu").withRules(wrong, Accumulator.STANDARD);
    try (Session session = Session.open(options)) {
      var way = new Way(session, new WitnessRules(), DType.F64);
      session.run(() -> {
        List<Tensor> xs = List.of(jacobi.Jacobi.tensor(new double[] {0.3, -0.7, 1.1}));
        Function<List<Tensor>, Tensor> cosine = in -> in.getFirst().cos();
        transposed(way, cosine, xs);
        Function<List<Tensor>, Tensor> sine = in -> in.getFirst().sin();
        assertThrows(AssertionError.class, () -> transposed(way, sine, xs));
        return true;
      });
    }
  }
}
