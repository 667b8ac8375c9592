package jacobi.tck.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
  @Test
  void theLineThatRerunsACaseSaysAllThatItDependsOn() {
    Plan plan = Plan.of().withSeed(7);
    assertEquals(
        "tck/bin/jacobi-tck --backend acme --profile training --budget quick --seed 7"
            + " --case '10.1/MUL/F32#12'",
        plan.command("acme", "10.1/MUL/F32#12"));
    assertEquals(
        "tck/bin/jacobi-tck --backend acme --class-path acme.jar:its.jar --profile full"
            + " --with strict,half --budget quick --seed 7 --case '30.1/exclusive or/F16#0'",
        plan.with(Profile.FULL)
            .with(Set.of(Extra.HALF, Extra.STRICT))
            .withClassPath("acme.jar:its.jar")
            .command("acme", "30.1/exclusive or/F16#0"));
  }
}
