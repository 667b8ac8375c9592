package jacobi.tck.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Options;
import jacobi.op.Unary;
import jacobi.spi.Driver;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Queue;
import jacobi.spi.Support;
import jacobi.tck.fake.Forwarding;
import org.junit.jupiter.api.Test;

/// What a vendor at work is told.
class RungTest {
  private static Result run(Options options, String selection) {
    Plan plan = Plan.of().with(Filter.of(selection)).withoutCanaries();
    return new Run(options, plan, outcome -> {}).run();
  }

  /// Has no sine yet.
  private record Young(Driver real) implements Forwarding {
    @Override
    public Support supports(OpSpec spec) {
      return spec.op() == Unary.FLOOR ? Support.decline("not yet") : real.supports(spec);
    }
  }

  /// Adds 1 to every sum of strided operands.
  private record Strided(Driver real) implements Forwarding {
    @Override
    public void execute(OpCall call, Queue queue) {
      real.execute(call, queue);
      if (call.inputs() == 2 && !call.in(1).layout().isContiguous() && call.out().count() > 0) {
        call.out().host().setDouble(call.out().at(), 99);
      }
    }
  }

  @Test
  void whatIsNotFoundStandsBelow() {
    Rung rung = run(Options.of().withBackend("acme"), "C01").rung();
    assertEquals(0, rung.level());
    assertTrue(rung.next().contains("acme"), rung.next());
  }

  @Test
  void whatIsDeclinedIsNamed() {
    Options young = Options.of().withBackend("cpu").withDriver(Young::new);
    Result result = run(young, "C07");
    assertEquals(2, result.rung().level());
    assertTrue(result.rung().next().contains("declined FLOOR"), result.rung().next());
    assertTrue(result.failures().stream().allMatch(Outcome::isMissing));
  }

  @Test
  void whatIsWrongOnlyInSomeLayoutsStandsHigher() {
    Options strided = Options.of().withBackend("cpu").withDriver(Strided::new);
    Rung rung = run(strided, "6.1/ADD/F32").rung();
    assertEquals(3, rung.level());
    assertTrue(rung.next().contains("begin with 6.1/ADD/F32"), rung.next());
  }

  @Test
  void whatFailsNowhereHasNothingLeft() {
    assertEquals(5, run(Options.of().withBackend("cpu"), "7.1/ADD").rung().level());
  }
}
