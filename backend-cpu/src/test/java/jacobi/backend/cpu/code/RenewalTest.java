package jacobi.backend.cpu.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import jacobi.op.Unary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Code that HotSpot gave up on is made anew, and what is handed over is the newest.
final class RenewalTest {
  private static final List<Element> F32 = List.of(Element.F32);

  @Test
  void loops() {
    var generator = new LoopGenerator(Formulas.of(Unary.EXP, Element.F32), F32, Element.F32);
    List<Loop> made = new ArrayList<>();
    List<Loop> served = new ArrayList<>();
    var warming =
        new LoopWarming(
            () -> {
              made.add(generator.general());
              return new LoopWarming.Candidate(made.getLast(), F32, Element.F32, 0, 1, 1);
            },
            served::add);
    warming.renew();
    warming.end(true);
    assertNewest(made, served);
  }

  @Test
  void sweeps() {
    SweepFormula formula = Pass.values()[0].formula();
    List<Sweep> made = new ArrayList<>();
    List<Sweep> served = new ArrayList<>();
    var warming =
        new SweepWarming(
            formula,
            () -> {
              made.add(new SweepGenerator(formula).scalar());
              return new SweepWarming.Candidate(made.getLast(), 1, 1);
            },
            served::add);
    warming.renew();
    warming.end(true);
    assertNewest(made, served);
  }

  private static void assertNewest(List<?> made, List<?> served) {
    assertEquals(2, made.size(), "made at first, and anew");
    assertNotSame(made.get(0).getClass(), made.get(1).getClass(), "new code is a new class");
    assertEquals(List.of(made.get(1)), served, "the newest serves");
  }
}
