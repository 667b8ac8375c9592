package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Session;
import jacobi.op.Activation;
import jacobi.op.Binary;
import jacobi.op.Op;
import jacobi.op.Unary;
import jacobi.rules.Accumulator;
import jacobi.rules.Rules;
import jacobi.tck.reference.DoubleDoubleBackend;
import jacobi.tck.reference.Interpreter;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The gradient rules, run in double-double arithmetic, are the derivatives of what the ops compute
/// there: differences of values, of which no rule knows.
///
/// Constants of rules are doubles, such as `2/√π` and `1/n`, and lose some `1e-17`. Rules of
/// primitives have none, but for ERF, and are held to the precision of the differences.
class RulesTest {
  private static final double FIRST = 1e-15;
  private static final double SECOND = 1e-12;
  private static final double FIRST_OF_PRIMITIVES = 1e-18;
  private static final double SECOND_OF_PRIMITIVES = 1e-15;

  /// Where terms of the rule cancel, of which nothing is seen from outside: the derivative of GELU,
  /// `Φ(x) + x·φ(x)`, is 0 at −0.75, and `φ` has the constant `1/√(2π)`.
  private static final Map<String, Double> LOOSER = Map.of("GELU", 2.0);

  /// Primitives besides the elementwise functions, and views.
  private static final Set<String> OTHERS =
      Set.of(
          "WHERE",
          "REDUCE_SUM",
          "REDUCE_MAX",
          "REDUCE_MIN",
          "MATMUL",
          "GATHER",
          "SCATTER_ADD",
          "FOLD",
          "CAST",
          "RESHAPE",
          "PERMUTE",
          "EXPAND",
          "SLICE",
          "FLIP",
          "UNFOLD");

  private static final String TAILS = " tails";

  private static final Map<String, Double> WORST = new TreeMap<>();

  private static Session session;

  @BeforeAll
  static void open() {
    session = DoubleDoubleBackend.open(Interpreter.exact());
  }

  @AfterAll
  static void close() {
    session.close();
    WORST.forEach((what, error) -> System.out.printf("%-45s %.2g%n", what, error));
  }

  @TestFactory
  Stream<DynamicTest> firstOrder() {
    return each("first", RuleErrors::first, FIRST, FIRST_OF_PRIMITIVES);
  }

  @TestFactory
  Stream<DynamicTest> secondOrder() {
    return each("second", RuleErrors::second, SECOND, SECOND_OF_PRIMITIVES);
  }

  private static Stream<DynamicTest> each(
      String order, ToDoubleBiFunction<RuleErrors, Double> measure, double bar, double tight) {
    List<GradientCases.Case> cases = new ArrayList<>(GradientCases.all());
    tails(cases);
    return cases.stream()
        .map(item ->
            DynamicTest.dynamicTest(
                item.name(),
                () -> {
                  double wanted = isPrimitive(item) ? tight : bar * looser(item);
                  double worst =
                      worst(session, item, errors -> measure.applyAsDouble(errors, wanted));
                  WORST.merge(item.op() + " " + order, worst, Math::max);
                  assertTrue(worst < wanted, "%s is off by %.3g".formatted(item.name(), worst));
                }));
  }

  private static double looser(GradientCases.Case item) {
    return LOOSER.getOrDefault(item.op(), 1.0);
  }

  private static boolean isPrimitive(GradientCases.Case item) {
    String op = item.op().replace(TAILS, "");
    Stream<Enum<?>> functions =
        Stream.concat(Stream.of(Unary.values()), Stream.of(Binary.values()));
    return !op.equals("ERF")
        && (OTHERS.contains(op) || functions.anyMatch(f -> f.name().equals(op)));
  }

  /// Far from 0, where derivatives vanish or are steep.
  private static void tails(List<GradientCases.Case> cases) {
    for (Activation f : Activation.values()) {
      GradientCases.add(
          cases,
          f.name() + TAILS,
          t -> t.getFirst().engine().apply(f, t.getFirst()),
          GradientCases.values(-17, 16, 23));
    }
    for (Unary f : List.of(Unary.EXP, Unary.EXPM1, Unary.TANH, Unary.ERF, Unary.SIN, Unary.COS)) {
      GradientCases.add(
          cases,
          f.name() + TAILS,
          t -> t.getFirst().engine().apply(f, t.getFirst()),
          GradientCases.values(-9, 8, 23));
    }
    for (Unary f : List.of(Unary.LOG, Unary.LOG1P, Unary.SQRT)) {
      GradientCases.add(
          cases,
          f.name() + TAILS,
          t -> t.getFirst().engine().apply(f, t.getFirst().mul(t.getFirst())),
          GradientCases.values(0.2, 900, 23));
    }
  }

  private static double worst(
      Session on, GradientCases.Case item, ToDoubleFunction<RuleErrors> measure) {
    return on.run(() -> measure.applyAsDouble(new RuleErrors(on, item)));
  }

  /// The sine's gradient a little too long.
  private static Rules off(double by) {
    return new Rules() {
      @Override
      public @Nullable Pullback pullback(Op op, Tensor[] in, Tensor[] out) {
        Pullback right = Rules.super.pullback(op, in, out);
        return op == Unary.SIN
            ? Pullback.of(g -> g.mul(in[0].cos()).add(g.mul(in[0].cos()).mul(by)))
            : right;
      }
    };
  }

  @Test
  void aRuleThatIsOffFarBelowADoubleIsSeen() {
    GradientCases.Case sine =
        GradientCases.all().stream().filter(item -> item.op().equals("SIN")).findFirst().get();
    for (double by : new double[] {0, 3e-18}) {
      var options =
          DoubleDoubleBackend.options(Interpreter.exact()).withRules(off(by), Accumulator.STANDARD);
      try (Session planted = Session.open(options)) {
        double error = worst(planted, sine, errors -> errors.first(FIRST_OF_PRIMITIVES));
        boolean seen = error > FIRST_OF_PRIMITIVES;
        assertTrue(seen == by > 0, by + ": " + error);
      }
    }
  }
}
