package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Options;
import jacobi.op.Op;
import jacobi.op.Unary;
import jacobi.rules.Accumulator;
import jacobi.rules.Rules;
import jacobi.tck.run.Failure;
import jacobi.tck.run.Filter;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Result;
import jacobi.tck.run.Verdict;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// The kit as a library: it finds what is planted, says so exactly, and finds nothing else.
class ConformanceTest {
  private static final Options CPU = Options.of().withBackend("cpu");

  /// A gelu whose gradient is off by a millionth.
  private static Options wrong() {
    Rules rules =
        new Rules() {
          @Override
          public Pullback pullback(Op op, Tensor[] in, Tensor[] out) {
            return op == Unary.SIN
                ? Pullback.of(g -> g.mul(in[0].cos()).mul(1 + 1e-5))
                : Rules.super.pullback(op, in, out);
          }
        };
    return CPU.withRules(rules, Accumulator.STANDARD);
  }

  private static Result run(Options options, String selection) {
    return Conformance.run(options, Plan.of().with(Filter.of(selection)));
  }

  @Test
  void aPlantedFaultIsFoundByNameAndItsCaseRunsAgain() {
    Result result = run(wrong(), "11.1/SIN/F32");
    assertEquals(Verdict.FAILED, result.verdict());
    Failure failure = result.failures().getFirst().failures().getFirst();
    assertTrue(failure.message().startsWith("SIN of "), failure.message());
    for (String again : new String[] {failure.id(), failure.smallest()}) {
      assertEquals(Verdict.FAILED, run(wrong(), again).verdict(), again);
      assertEquals(Verdict.PASSED, run(CPU, again).verdict(), again);
      assertTrue(result.command(again).endsWith("--case '" + again + "'"), again);
    }
    assertEquals(
        failure.message(),
        run(wrong(), failure.id()).failures().getFirst().failures().getFirst().message());
  }

  @Test
  void theSmallestCaseIsSmall() {
    Failure failure = run(wrong(), "11.1/SIN/F32").failures().getFirst().failures().getFirst();
    assertTrue(failure.smallestMessage().startsWith("SIN of [F32 []]"), failure.smallestMessage());
  }

  @Test
  void theFirstKillEndsTheRun() {
    Plan plan = Plan.of().with(Filter.of("C11/SIN")).stoppingAtFirst().withoutCanaries();
    Result result = Conformance.run(wrong(), plan);
    assertEquals(1, result.failures().size());
    assertTrue(result.outcomes().getLast().failed() > 0);
    assertFalse(result.isPassed());
  }

  @Test
  void aKitThatDoesNotProveItselfSaysNothing() {
    Plan plan = Plan.of().with(Filter.of("7.1/ADD"));
    assertEquals(Verdict.PASSED, Conformance.run(CPU, plan).verdict());
    assertEquals(Verdict.INVALID, Conformance.run(CPU, plan.withoutCanaries()).verdict());
  }

  @Test
  void otherSeedsAreOtherCases() {
    Plan plan = Plan.of().with(Filter.of("11.1/SIN/F64"));
    double first = Conformance.run(CPU, plan).outcomes().getFirst().worst();
    assertEquals(first, Conformance.run(CPU, plan).outcomes().getFirst().worst());
    assertFalse(first == Conformance.run(CPU, plan.withSeed(2)).outcomes().getFirst().worst());
  }
}
